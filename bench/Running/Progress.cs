namespace WorkTracker.Bench.Running;

/// <summary>What happens meanwhile, beside the table.</summary>
internal static class Progress
{
    public static void Say(FormattableString what) => Console.Error.WriteLine($"  {what.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
}
