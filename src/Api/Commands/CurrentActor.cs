using WorkTracker.Domain;

namespace WorkTracker.Api.Commands;

/// <summary>Who sends a request. Until accounts exist: the one local user.</summary>
public static class CurrentActor
{
    public static Actor Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return Actor.Local;
    }
}
