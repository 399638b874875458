using System.Collections.Immutable;

namespace WorkTracker.Domain.Accounts;

/// <summary>A user, as far as rights go. <c>Proposed</c> are grants of administrator that wait for a second one's word.</summary>
public sealed record Member(Guid Account, string Name, bool IsDisabled, ImmutableArray<Grant> Grants, ImmutableArray<Proposal> Proposed)
{
    public bool Holds(Role role) => Grants.Any(grant => grant.Role == role);
}

public sealed record Proposal(string Department, string By);

/// <summary>Who is known, and with which roles, folded from the one stream of accounts. <c>Version</c> is the stream's.</summary>
public sealed record Roster(int Version, ImmutableDictionary<Guid, Member> Members)
{
    public static readonly Roster Empty = new(0, ImmutableDictionary<Guid, Member>.Empty);

    public static Roster Evolve(Roster roster, object @event)
    {
        var next = roster with { Version = roster.Version + 1 };
        return @event switch
        {
            AccountOpened e => next with { Members = next.Members.SetItem(e.Account, new(e.Account, e.Name, false, [], [])) },
            AccountDisabled e => next.With(e.Account, member => member with { IsDisabled = true }),
            AccountEnabled e => next.With(e.Account, member => member with { IsDisabled = false }),
            AdministratorProposed e => next.With(e.Account, member => member with { Proposed = member.Proposed.Add(new(e.Department, e.By)) }),
            RoleGranted e => next.With(e.Account, member => member with
            {
                Grants = member.Grants.Add(new(e.Role, e.Department)),
                Proposed = e.Role == Role.Administrator ? member.Proposed.RemoveAll(proposal => proposal.Department == e.Department) : member.Proposed,
            }),
            RoleRevoked e => next.With(e.Account, member => member with
            {
                Grants = member.Grants.Remove(new(e.Role, e.Department)),
                Proposed = e.Role == Role.Administrator ? member.Proposed.RemoveAll(proposal => proposal.Department == e.Department) : member.Proposed,
            }),
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
