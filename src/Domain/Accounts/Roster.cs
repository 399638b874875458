using System.Collections.Immutable;

namespace WorkTracker.Domain.Accounts;

/// <summary>A user, as far as rights go.</summary>
public sealed record Member(Guid Account, string Name, bool IsDisabled, ImmutableArray<Grant> Grants)
{
    /// <summary>Null where it was not told, or by the program itself.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Where they were ever an administrator.</summary>
    public ImmutableHashSet<string> Administered { get; init; } = [];

    /// <summary>What waits for a second administrator's word.</summary>
    public ImmutableArray<FirstWord> Waiting { get; init; } = [];

    /// <summary>Where they are to be an administrator.</summary>
    public IEnumerable<string> Proposed => Waiting.Where(word => word.Change == AdministratorChange.Grant).Select(word => word.Department);

    public FirstWord? FirstWord(AdministratorChange change, string department) => Waiting.FirstOrDefault(word => word.IsOf(change, department));

    public bool Holds(Role role) => Grants.Any(grant => grant.Role == role);

    /// <summary>What waited for this change waits no more.</summary>
    internal Member Without(AdministratorChange change, string department = "") =>
        this with { Waiting = Waiting.RemoveAll(word => word.IsOf(change, department)) };

    internal Member With(FirstWord word) => this with { Waiting = Without(word.Change, word.Department).Waiting.Add(word) };
}

/// <summary>The first of the two words that a change takes; <c>Department</c> is that of a grant or a revocation, else empty.</summary>
public sealed record FirstWord(AdministratorChange Change, string Department, string By, DateTimeOffset At)
{
    public bool IsOf(AdministratorChange change, string department) => Change == change && Department == department;
}

/// <summary>Who is known, and with which roles, folded from the one stream of accounts. <c>Version</c> is the stream's.</summary>
public sealed record Roster(int Version, ImmutableDictionary<Guid, Member> Members)
{
    public static readonly Roster Empty = new(0, ImmutableDictionary<Guid, Member>.Empty);

    /// <summary>For events that are not stored yet: their time tells nothing to who goes along with them.</summary>
    public static Roster Evolve(Roster roster, object @event) => Evolve(roster, @event, default);

    /// <param name="roster">Before the event.</param>
    /// <param name="event">Of the stream of accounts.</param>
    /// <param name="at">When it was stored.</param>
    public static Roster Evolve(Roster roster, object @event, DateTimeOffset at)
    {
        var next = roster with { Version = roster.Version + 1 };
        return @event switch
        {
            AccountOpened e => next with { Members = next.Members.SetItem(e.Account, new(e.Account, e.Name, false, []) { OpenedBy = e.By }) },
            AccountDisabled e => next.With(e.Account, member => member.Without(AdministratorChange.Disabling) with { IsDisabled = true }),
            AccountEnabled e => next.With(e.Account, member => member.Without(AdministratorChange.Enabling) with { IsDisabled = false }),
            PasswordReset e => next.With(e.Account, member => member.Without(AdministratorChange.NewPassword)),
            AdministratorProposed e => next.With(e.Account, member => member.With(new FirstWord(AdministratorChange.Grant, e.Department, e.By, at))),
            AdministratorChangeProposed e => next.With(e.Account, member => member.With(new FirstWord(e.Change, e.Department, e.By, at))),
            AdministratorChangeWithdrawn e => next.With(e.Account, member => member.Without(e.Change, e.Department)),
            RoleGranted { Role: Role.Administrator } e => next.With(e.Account, member => member.Without(AdministratorChange.Grant, e.Department) with
            {
                Grants = member.Grants.Add(new(e.Role, e.Department)), Administered = member.Administered.Add(e.Department),
            }),
            RoleGranted e => next.With(e.Account, member => member with { Grants = member.Grants.Add(new(e.Role, e.Department)) }),
            RoleRevoked { Role: Role.Administrator } e => next.With(e.Account, member =>
                member.Without(AdministratorChange.Revocation, e.Department).Without(AdministratorChange.Grant, e.Department) with { Grants = member.Grants.Remove(new(e.Role, e.Department)) }),
            RoleRevoked e => next.With(e.Account, member => member with { Grants = member.Grants.Remove(new(e.Role, e.Department)) }),
            _ => next,
        };
    }

    /// <summary>As things stand when first words last so long only: one that was given at <paramref name="lapsed"/> or before is none any more.</summary>
    public Roster WithoutWordsUntil(DateTimeOffset lapsed) => Members.Values.Where(member => member.Waiting.Any(word => word.At <= lapsed))
        .Aggregate(this, (roster, old) => roster.With(old.Account, member => member with { Waiting = member.Waiting.RemoveAll(word => word.At <= lapsed) }));

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
