using Npgsql;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <param name="Proposed">Departments for which administrator waits for a second administrator's word.</param>
/// <param name="ChangesProposed">Changes of an administrator that wait for a second one's word.</param>
/// <param name="SignedInAt">The last time; absent where never.</param>
/// <param name="LockedUntil">After too many wrong passwords; absent where not locked.</param>
public sealed record UserAnswer(
    Guid Id, string Name, bool Disabled, IReadOnlyList<RoleAnswer> Roles, IReadOnlyList<string> Proposed, IReadOnlyList<AdministratorChange> ChangesProposed, DateTimeOffset? SignedInAt, DateTimeOffset? LockedUntil);

/// <summary>Users by name: what events tell of them, and how their accounts stand.</summary>
public sealed class UserList(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<IReadOnlyList<UserAnswer>> OfAsync(IEnumerable<Member> members, CancellationToken cancellation)
    {
        var standing = await ReadAsync(cancellation);
        return [.. members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => Answer(member, standing.GetValueOrDefault(member.Account)))];
    }

    private UserAnswer Answer(Member member, (DateTimeOffset? SignedInAt, DateTimeOffset? LockedUntil) standing) => new(
        member.Account, member.Name, member.IsDisabled, RoleAnswer.Of(member.Grants), [.. member.Proposed], [.. member.Waiting.Select(word => word.Change).Where(change => change != AdministratorChange.Grant)],
        standing.SignedInAt, standing.LockedUntil > time.GetUtcNow() ? standing.LockedUntil : null);

    private async Task<Dictionary<Guid, (DateTimeOffset? SignedInAt, DateTimeOffset? LockedUntil)>> ReadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select id, signed_in_at, locked_until from accounts.account where signed_in_at is not null or locked_until is not null");
        var standing = new Dictionary<Guid, (DateTimeOffset?, DateTimeOffset?)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            standing[row.GetGuid(0)] = (At(row, 1), At(row, 2));
        }

        return standing;
    }

    private static DateTimeOffset? At(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
}
