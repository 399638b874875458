using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entrance;

/// <summary>How a session or token stands, as seen at most a second ago. <c>Known</c> is of the same look.</summary>
/// <param name="Key">The session's or token's id.</param>
/// <param name="MustChange">Nothing but changing the password is possible.</param>
public sealed record Standing(Guid Key, Guid Account, string Name, Scope Scope, bool MustChange, Known Known, long SeenAt);

/// <summary>Who sends a request, by which session or token, with which rights.</summary>
public sealed record SignedIn(Actor Actor, Rights Rights, Standing Standing, bool ByCookie)
{
    public Sight Sight => new(Rights, Standing.Known.Definitions, Standing.Known.Tree);

    /// <summary>Null where nobody is signed in.</summary>
    public static SignedIn? Find(HttpContext http) => http.Features.Get<SignedIn>();

    /// <exception cref="InvalidOperationException">A route that is open to anyone asks who somebody is.</exception>
    public static SignedIn Of(HttpContext http) => Find(http) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The roles that an act rests on, for the audit log.</summary>
    public IEnumerable<Role> RolesFor(Act act) => Rights.RolesFor(act, null, Standing.Known.Tree);
}

public static class SignedInRights
{
    /// <summary>What the sender of a request may do; nothing where nobody is signed in.</summary>
    public static Rights Rights(this HttpContext http) => SignedIn.Find(http)?.Rights ?? Domain.Accounts.Rights.None;

    /// <summary>What the sender of a request may see, by what is known now.</summary>
    public static Sight Sight(this HttpContext http) => SignedIn.Of(http).Sight;
}
