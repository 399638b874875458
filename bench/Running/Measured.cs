using System.Diagnostics;

namespace WorkTracker.Bench.Running;

/// <summary>Times and rates, and what is typical of several.</summary>
internal static class Measured
{
    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
    }

    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Ours and the limit in turns, so that what else the machine does falls on both; the first turn warms up. The medians of each.</summary>
    public static async Task<(double Ours, double Limit)> InTurnsAsync(int turns, Func<Task<double>> ours, Func<Task<double>> limit)
    {
        var (all, limits) = (new List<double>(), new List<double>());
        for (var turn = 0; turn <= turns; turn++)
        {
            limits.Add(await limit());
            all.Add(await ours());
        }

        return (Median(all.Skip(1)), Median(limits.Skip(1)));
    }

    /// <summary>The median times, in seconds, of two things done one after the other again and again, each the first of the two in every second pair.</summary>
    public static async Task<(double Ours, double Limit)> InPairsAsync(int warming, int pairs, Func<Task> ours, Func<Task> limit)
    {
        var (all, limits) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < warming + pairs; pair++)
        {
            var isOursFirst = pair % 2 == 0;
            var (first, second) = (await SecondsAsync(isOursFirst ? ours : limit), await SecondsAsync(isOursFirst ? limit : ours));
            if (pair >= warming)
            {
                all.Add(isOursFirst ? first : second);
                limits.Add(isOursFirst ? second : first);
            }
        }

        return (Median(all), Median(limits));
    }

    /// <summary>How often work was done in a second by so many writers, each doing it over and over for so long.</summary>
    public static async Task<double> RateAsync(int writers, TimeSpan span, Func<int, Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < span)
            {
                await work(writer);
                count++;
            }

            return count;
        })));
        return done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
