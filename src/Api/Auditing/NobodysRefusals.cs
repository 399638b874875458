using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Auditing;

/// <summary>
/// Refusals of who is not signed in. The first is told at once, equal ones once a minute with their number: nobody without an account fills a log that
/// cannot be emptied.
/// </summary>
public sealed class NobodysRefusals(AuditLog audit, TimeProvider time) : BackgroundService
{
    private const int MostKinds = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock counting = new();
    private readonly Dictionary<Refused, int> untold = [];

    public Task TellAsync(string code, string method, string route, string address, CancellationToken cancellation)
    {
        var refused = new Refused(code, method, route, address);
        lock (counting)
        {
            // From more addresses than anybody has: told together.
            refused = untold.Count < MostKinds || untold.ContainsKey(refused) ? refused : refused with { Address = "" };
            if (untold.TryGetValue(refused, out var times))
            {
                untold[refused] = times + 1;
                return Task.CompletedTask;
            }

            untold[refused] = 0;
        }

        return WriteAsync(refused, 1, cancellation);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellUntoldAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(Pause, time);
        while (await minutes.WaitForNextTickAsync(stoppingToken))
        {
            await TellUntoldAsync(stoppingToken);
        }
    }

    private async Task TellUntoldAsync(CancellationToken cancellation)
    {
        List<(Refused Refused, int Times)> due;
        lock (counting)
        {
            due = [.. untold.Where(one => one.Value > 0).Select(one => (one.Key, one.Value))];
            untold.Clear();
            due.ForEach(one => untold[one.Refused] = 0);
        }

        foreach (var (refused, times) in due)
        {
            try
            {
                await WriteAsync(refused, times, cancellation);
            }
            catch (NpgsqlException)
            {
                // They were refused all the same; told with those of the next minute.
                lock (counting)
                {
                    untold[refused] = untold.GetValueOrDefault(refused) + times;
                }
            }
        }
    }

    private Task WriteAsync(Refused refused, int times, CancellationToken cancellation) =>
        audit.WriteAsync("refused", new("", Guid.Empty, refused.Address, Scope.Read), new { refused.Code, refused.Method, refused.Route, times }, cancellation: cancellation);

    private sealed record Refused(string Code, string Method, string Route, string Address);
}
