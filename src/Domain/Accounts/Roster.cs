using System.Collections.Immutable;

namespace WorkTracker.Domain.Accounts;

/// <summary>A user, as far as rights go. <c>Proposed</c> are grants of administrator that wait for a second one's word.</summary>
public sealed record Member(Guid Account, string Name, bool IsDisabled, ImmutableArray<Grant> Grants, ImmutableArray<Proposal> Proposed)
{
    /// <summary>Null where it was not told, or by the program itself.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Where they were ever an administrator.</summary>
    public ImmutableHashSet<string> Administered { get; init; } = [];

    /// <summary>Changes of an administrator that wait for a second one's word.</summary>
    public ImmutableArray<ChangeProposal> ChangesProposed { get; init; } = [];

    public bool Holds(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>What waited for this change waits no more.</summary>
    internal Member Without(AdministratorChange change, string department = "") =>
        this with { ChangesProposed = ChangesProposed.RemoveAll(proposal => proposal.Change == change && proposal.Department == department) };

    internal Member WithoutProposal(string department) => this with { Proposed = Proposed.RemoveAll(proposal => proposal.Department == department) };
}

public sealed record Proposal(string Department, string By);

public sealed record ChangeProposal(AdministratorChange Change, string Department, string By);

/// <summary>Who is known, and with which roles, folded from the one stream of accounts. <c>Version</c> is the stream's.</summary>
public sealed record Roster(int Version, ImmutableDictionary<Guid, Member> Members)
{
    public static readonly Roster Empty = new(0, ImmutableDictionary<Guid, Member>.Empty);

    public static Roster Evolve(Roster roster, object @event)
    {
        var next = roster with { Version = roster.Version + 1 };
        return @event switch
        {
            AccountOpened e => next with { Members = next.Members.SetItem(e.Account, new(e.Account, e.Name, false, [], []) { OpenedBy = e.By }) },
            AccountDisabled e => next.With(e.Account, member => member.Without(AdministratorChange.Disabling) with { IsDisabled = true }),
            AccountEnabled e => next.With(e.Account, member => member.Without(AdministratorChange.Enabling) with { IsDisabled = false }),
            PasswordReset e => next.With(e.Account, member => member.Without(AdministratorChange.NewPassword)),
            AdministratorProposed e => next.With(e.Account, member => member.WithoutProposal(e.Department) with { Proposed = member.WithoutProposal(e.Department).Proposed.Add(new(e.Department, e.By)) }),
            AdministratorChangeProposed e => next.With(e.Account, member => member with { ChangesProposed = member.Without(e.Change, e.Department).ChangesProposed.Add(new(e.Change, e.Department, e.By)) }),
            RoleGranted { Role: Role.Administrator } e => next.With(e.Account, member => member.WithoutProposal(e.Department) with
            {
                Grants = member.Grants.Add(new(e.Role, e.Department)), Administered = member.Administered.Add(e.Department),
            }),
            RoleGranted e => next.With(e.Account, member => member with { Grants = member.Grants.Add(new(e.Role, e.Department)) }),
            RoleRevoked { Role: Role.Administrator } e => next.With(e.Account, member =>
                member.Without(AdministratorChange.Revocation, e.Department).WithoutProposal(e.Department) with { Grants = member.Grants.Remove(new(e.Role, e.Department)) }),
            RoleRevoked e => next.With(e.Account, member => member with { Grants = member.Grants.Remove(new(e.Role, e.Department)) }),
            _ => next,
        };
    }

    public Member? Find(Guid account) => Members.GetValueOrDefault(account);

    public Member? Find(string name) => Members.Values.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Administrators who can act.</summary>
    public IEnumerable<Member> Administrators => Members.Values.Where(member => !member.IsDisabled && member.Holds(Role.Administrator));

    /// <summary>The program's own actors have no account.</summary>
    public Rights RightsOf(Actor actor) => actor.Account is not { } account ? Rights.OfTheProgram
        : Find(account) is { IsDisabled: false } member ? new(member.Grants, actor.Scope)
        : Rights.None;

    private Roster With(Guid account, Func<Member, Member> change) =>
        Find(account) is { } member ? this with { Members = Members.SetItem(account, change(member)) } : this;
}
