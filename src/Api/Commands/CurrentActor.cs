using WorkTracker.Api.Entrance;
using WorkTracker.Domain;

namespace WorkTracker.Api.Commands;

/// <summary>Who sends a request.</summary>
public static class CurrentActor
{
    public static Actor Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return SignedIn.Of(http).Actor;
    }
}
