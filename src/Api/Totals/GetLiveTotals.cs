using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>
/// What a live stream sends: all totals at first, then those that have changed, each time that some have. The event's id is the position.
/// Every fifteen seconds without a change an event <c>alive</c> says the position.
/// </summary>
public static class GetLiveTotals
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(15);

    /// <summary>Changed totals as they change, as server-sent events.</summary>
    /// <response code="200">A stream of events named totals and alive.</response>
    /// <response code="400">Something in the address cannot be understood, or asks for what a stream has not: asOf.</response>
    /// <response code="429">This user has too many open.</response>
    public static async Task<IResult> HandleAsync(
        [AsParameters] TotalsParameters parameters, TotalsReader totals, WhoAsks who, OpenStreams streams, AccountPolicy policy, HttpContext http, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancellation)
    {
        if (parameters.AsOf is { Length: > 0 })
        {
            return OpenedTotals.Invalid([new("live-has-no-as-of", "asOf")]);
        }

        var (opened, refused) = await OpenedTotals.OpenAsync(totals, parameters, http.Sight(), cancellation);
        if (opened is null)
        {
            return refused!;
        }

        await opened.DisposeAsync();
        return streams.Of(
            SignedIn.Of(http), TypedResults.ServerSentEvents(FollowAsync(parameters, totals, () => who.StillAsync(http), policy.Idle, time, lifetime.ApplicationStopping, cancellation)));
    }

    private static async IAsyncEnumerable<SseItem<TotalsAnswer>> FollowAsync(
        TotalsParameters parameters, TotalsReader totals, Func<Task<SignedIn?>> whoAsync, TimeSpan idle, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        var sent = new Dictionary<(string, int), TotalAnswer>();
        long position = -1;
        var (user, askedAt, openedAt) = (await whoAsync(), time.GetTimestamp(), time.GetTimestamp());
        var sentAt = time.GetTimestamp();
        while (!either.IsCancellationRequested)
        {
            // Who has signed out, or lost a right, sees nothing more; asked again each second.
            if (time.GetElapsedTime(askedAt) > Ask)
            {
                (askedAt, user) = (time.GetTimestamp(), await whoAsync());
            }

            // A page that is only left open is not used: it asks anew, and its session ends where nobody else has used it.
            if (user is null || user.Standing.MustChange || !user.Rights.Allows(Act.ReadTotals, user.Standing.Known.Tree) || (user.ByCookie && time.GetElapsedTime(openedAt) > idle))
            {
                yield break;
            }

            var quiet = time.GetElapsedTime(sentAt) > Alive;
            if ((quiet || (await totals.StandingAsync(cancellation)).Position != position) && await ReadAsync(parameters, totals, user.Sight, cancellation) is { } answer)
            {
                position = answer.Position;
                var changed = answer.Totals.Where(total => !sent.TryGetValue((total.Metric, total.Version), out var old) || old != total).ToList();
                foreach (var total in changed)
                {
                    sent[(total.Metric, total.Version)] = total;
                }

                if (changed.Count > 0 || quiet)
                {
                    sentAt = time.GetTimestamp();
                    yield return Item(answer with { Totals = changed }, changed.Count > 0 ? "totals" : "alive");
                }
            }

            await Task.Delay(Look, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null when the question cannot be asked any more.</summary>
    private static async Task<TotalsAnswer?> ReadAsync(TotalsParameters parameters, TotalsReader totals, Sight eyes, CancellationToken cancellation)
    {
        var (opened, _) = await OpenedTotals.OpenAsync(totals, parameters, eyes, cancellation);
        if (opened is null)
        {
            return null;
        }

        await using (opened)
        {
            return await GetTotals.AnswerAsync(opened.View, opened.Request, Presentation.Plain, cancellation);
        }
    }

    private static SseItem<TotalsAnswer> Item(TotalsAnswer answer, string name) =>
        new(answer, name) { EventId = answer.Position.ToString(CultureInfo.InvariantCulture) };
}
