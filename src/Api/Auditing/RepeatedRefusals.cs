using System.Threading.Channels;
using Npgsql;
using WorkTracker.Domain;

namespace WorkTracker.Api.Auditing;

/// <summary>
/// Refusals that anybody can repeat as often as they like: of who is not signed in, and of names answered as unknown to a user. The first is told at once,
/// equal ones once a minute with their number: nobody fills a log that cannot be emptied. A node that is killed does not tell what it has counted.
/// </summary>
public sealed class RepeatedRefusals(AuditLog audit, TimeProvider time) : BackgroundService
{
    private const int MostKinds = 1000;

    /// <summary>Of a minute; how often is told all the same.</summary>
    private const int MostNames = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock counting = new();
    private readonly Dictionary<Refused, Untold> untold = [];
    private readonly Channel<Refused> firsts = Channel.CreateUnbounded<Refused>();

    /// <summary>Of nobody: the first is told before it is answered.</summary>
    internal Task TellAsync(Refused refused, CancellationToken cancellation) =>
        IsFirst(ref refused, new(0, []), new(1, [])) ? WriteAsync(refused, new(1, []), cancellation) : Task.CompletedTask;

    /// <summary>
    /// Of a user, names that are there and were answered as unknown. Nobody waits for it: a name that is nowhere is not told, and an answer that took
    /// longer would say which are there.
    /// </summary>
    internal void Tell(Refused refused, IReadOnlyList<string> withheld)
    {
        if (IsFirst(ref refused, new(1, withheld), new(1, withheld)))
        {
            firsts.Writer.TryWrite(refused);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellUntoldAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(TellEachMinuteAsync(stoppingToken), TellFirstsAsync(stoppingToken));

    private async Task TellEachMinuteAsync(CancellationToken stopping)
    {
        using var minutes = new PeriodicTimer(Pause, time);
        while (await minutes.WaitForNextTickAsync(stopping))
        {
            await TellUntoldAsync(stopping);
        }
    }

    private async Task TellFirstsAsync(CancellationToken stopping)
    {
        await foreach (var refused in firsts.Reader.ReadAllAsync(stopping))
        {
            Untold equal;
            lock (counting)
            {
                equal = untold.GetValueOrDefault(refused, Untold.Nothing);
                untold[refused] = Untold.Nothing;
            }

            if (equal.Times > 0)
            {
                await TellOrKeepAsync(refused, equal, stopping);
            }
        }
    }

    /// <param name="refused">Told together with others where there are too many.</param>
    /// <param name="first">What is still to be told where it is the first.</param>
    /// <param name="further">What is added where it is not.</param>
    private bool IsFirst(ref Refused refused, Untold first, Untold further)
    {
        lock (counting)
        {
            // From more addresses than anybody has, or of more paths than anybody asks for.
            refused = untold.Count < MostKinds || untold.ContainsKey(refused) ? refused : refused.Together();
            var isFirst = !untold.TryGetValue(refused, out var equal);
            untold[refused] = isFirst ? first : equal!.With(further);
            return isFirst;
        }
    }

    private async Task TellUntoldAsync(CancellationToken cancellation)
    {
        List<(Refused Refused, Untold Equal)> due;
        lock (counting)
        {
            due = [.. untold.Where(one => one.Value.Times > 0).Select(one => (one.Key, one.Value))];
            untold.Clear();
            due.ForEach(one => untold[one.Refused] = Untold.Nothing);
        }

        foreach (var (refused, equal) in due)
        {
            await TellOrKeepAsync(refused, equal, cancellation);
        }
    }

    private async Task TellOrKeepAsync(Refused refused, Untold equal, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(refused, equal, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            // They were refused all the same; told with those of the next minute, or at the end.
            lock (counting)
            {
                untold[refused] = untold.GetValueOrDefault(refused, Untold.Nothing).With(equal);
            }
        }
    }

    private Task WriteAsync(Refused refused, Untold equal, CancellationToken cancellation) => audit.WriteAsync("refused", refused.Who, refused.IsNobodys
        ? new { refused.Code, refused.Method, refused.Route, equal.Times }
        : new { refused.Code, refused.Method, refused.Route, refused.Path, equal.Times, Withheld = equal.Names }, cancellation: cancellation);

    private sealed record Untold(int Times, IReadOnlyList<string> Names)
    {
        public static readonly Untold Nothing = new(0, []);

        public Untold With(Untold others) => new(Times + others.Times, [.. Names.Union(others.Names).Take(MostNames)]);
    }
}

/// <param name="Who">Nobody's has an address alone.</param>
/// <param name="Code">Of the problem.</param>
/// <param name="Method">Of the request.</param>
/// <param name="Route">With its placeholders.</param>
/// <param name="Path">As it was asked for; null where it is not told: a stranger's, and of too many.</param>
internal sealed record Refused(Actor Who, string Code, string Method, string Route, string? Path)
{
    public bool IsNobodys => Who.Account is not { } account || account == Guid.Empty;

    public Refused Together() => IsNobodys ? this with { Who = Who with { Address = "" } } : this with { Path = null };
}
