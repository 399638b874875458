using System.Globalization;

namespace WorkTracker.Bench.Running;

/// <summary>What Linux says of a process's memory, in megabytes of 10^6 bytes.</summary>
internal static class Memory
{
    public static double Resident(int process) => Read(process, "VmRSS:");

    /// <summary>The most that was ever resident.</summary>
    public static double Peak(int process) => Read(process, "VmHWM:");

    private static double Read(int process, string name)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6).FirstOrDefault();
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
