using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>Who is signed in.</summary>
/// <param name="MustChangePassword">Nothing else is possible before.</param>
/// <param name="Antiforgery">To be sent as the header X-CSRF-Token with every change from a browser; absent for tokens.</param>
public sealed record SessionAnswer(Guid Id, string Name, IReadOnlyList<RoleAnswer> Roles, Scope Scope, bool MustChangePassword, string? Antiforgery);

/// <param name="Department">A department's code, or * for all.</param>
public sealed record RoleAnswer(Role Role, string Department)
{
    public static IReadOnlyList<RoleAnswer> Of(IEnumerable<Grant> grants) => [.. grants.Select(grant => new RoleAnswer(grant.Role, grant.Department))];
}
