using WorkTracker.Api.Commands;
using WorkTracker.Api.Imports;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <summary>
/// Users from a file: columns name, role, department (or their Chinese names), a row for each role. All of it in one transaction, or nothing with
/// everything that is wrong; taken in again it adds what is missing.
/// </summary>
public sealed class UserFile(AccountCommands accounts, SecondWord second)
{
    /// <summary>Each new user's password is hashed, which takes its time.</summary>
    public const int MaxRows = 1000;

    private static readonly (string Name, string Chinese)[] Columns = [("name", "用户名"), ("role", "角色"), ("department", "单位")];

    /// <summary>The users that the file has opened; a command that is sent again answers them without their passwords.</summary>
    public async Task<(Outcome Outcome, IReadOnlyList<OpenedAccountAnswer> Opened)> ImportAsync(Issued issued, ImportFile file, CancellationToken cancellation)
    {
        var (import, faults) = Read(file);
        if (import is null)
        {
            return (Refused(faults), []);
        }

        var known = await second.KnownAsync(cancellation);
        var opened = new Dictionary<Guid, (Account Account, string Password)>();
        Account Make(AccountOpened @event)
        {
            if (!opened.TryGetValue(@event.Account, out var made))
            {
                var password = Secrets.NewPassword();
                opened[@event.Account] = made = (accounts.New(@event.Account, @event.Name, password), password);
            }

            return made.Account;
        }

        // As things stand now: passwords are hashed before the transaction, and none where something is wrong. What counts is decided inside.
        if (ImportUsers.Decide(import, issued.Actor, known.Roster, known.Tree, name => IdOf(issued, name)) is Decision.Accepted foreseen)
        {
            foreach (var @event in foreseen.Events.OfType<AccountOpened>())
            {
                Make(@event);
            }
        }

        var outcome = await accounts.ImportAsync(issued, import, Make, cancellation);
        return (outcome, outcome switch
        {
            Outcome.Done { Repeated: true } => [.. import.Rows.Select(row => known.Roster.Find(row.Name)).OfType<Member>().Distinct()
                .Where(member => member.Account == IdOf(issued, member.Name)).Select(member => new OpenedAccountAnswer(member.Account, member.Name, null))],
            Outcome.Done => [.. opened.Values.Select(one => new OpenedAccountAnswer(one.Account.Id, one.Account.Name, one.Password))],
            _ => [],
        });
    }

    /// <summary>Whether any of these users waits for a second administrator's word after this one's.</summary>
    public async Task<bool> WaitsAsync(ImportFile file, Actor by, CancellationToken cancellation)
    {
        var names = Read(file).Import?.Rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return second.WaitingFor(by, await second.KnownAsync(cancellation)).Any(waiting => waiting.By == by.Name && waiting.Change == AdministratorChange.Grant && names.Contains(waiting.Name));
    }

    /// <summary>Of a name that a file makes a user of.</summary>
    internal static Guid IdOf(Issued issued, string name) => CommandId.Part(issued.Id, $"user {name.ToUpperInvariant()}");

    private static (ImportUsers? Import, IReadOnlyList<Fault> Faults) Read(ImportFile file)
    {
        var at = Columns.Select(column => file.Columns.ToList().FindIndex(found => found == column.Name || found == column.Chinese)).ToList();
        List<Fault> faults =
        [
            .. Columns.Where((_, column) => at[column] < 0).Select(column => new Fault("property-missing", "rows[1]", $"{column.Chinese}（{column.Name}）")),
            .. file.Columns.Where(column => !Columns.Any(one => one.Name == column || one.Chinese == column))
                .Select(column => new Fault("import-column-unknown", "rows[1]", column, string.Join('、', Columns.Select(one => one.Chinese)))),
        ];
        if (file.Rows.Count > MaxRows)
        {
            faults.Add(new("import-too-many-rows", "", $"{MaxRows}"));
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var rows = new List<UserRow>();
        foreach (var row in file.Rows)
        {
            var (name, written, department) = (row.Cell(at[0]), row.Cell(at[1]), row.Cell(at[2]));
            faults.AddRange(Columns.Zip([name, written, department]).Where(cell => cell.Second.Length == 0)
                .Select(cell => new Fault("property-missing", $"rows[{row.Line}].{cell.First.Name}", cell.First.Chinese)));
            if (RoleNames.Find(written) is { } role)
            {
                rows.Add(new(row.Line, name, role, department));
            }
            else if (written.Length > 0)
            {
                faults.Add(new("role-unknown", $"rows[{row.Line}].role", written, RoleNames.All));
            }
        }

        return faults.Count > 0 ? (null, faults) : (new([.. rows]), []);
    }

    private static Outcome.Refused Refused(IEnumerable<Fault> faults) => new(new("import-invalid", [.. faults]));
}
