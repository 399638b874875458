using System.Globalization;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Entrance;

/// <summary>How many live streams each user has open here: each asks the store again and again for as long as it is open.</summary>
public sealed class OpenStreams(Settings settings)
{
    /// <summary>A stream whose page has gone is noticed by then.</summary>
    private const int Pause = 15;

    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);

    /// <summary>Sends a stream, or refuses it with 429.</summary>
    public IResult Of(SignedIn user, IResult stream) => new Counted(this, user.Actor.Name, stream);

    private bool TryOpen(string user)
    {
        lock (open)
        {
            var already = open.GetValueOrDefault(user);
            if (already >= settings.StreamsAUser)
            {
                return false;
            }

            open[user] = already + 1;
            return true;
        }
    }

    private void Close(string user)
    {
        lock (open)
        {
            if (--open[user] == 0)
            {
                open.Remove(user);
            }
        }
    }

    private sealed class Counted(OpenStreams streams, string user, IResult stream) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (!streams.TryOpen(user))
            {
                httpContext.Response.Headers.RetryAfter = Pause.ToString(CultureInfo.InvariantCulture);
                await Problem.Of(new Refusal("too-many-streams", [new("too-many-streams", "", $"{streams.Limit}", $"{Pause}")])).ExecuteAsync(httpContext);
                return;
            }

            try
            {
                await stream.ExecuteAsync(httpContext);
            }
            finally
            {
                streams.Close(user);
            }
        }
    }

    private int Limit => settings.StreamsAUser;
}
