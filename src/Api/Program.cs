using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Hosting;

// The host and its routes: Hosting/WorkTrackerHost.cs. Each verb: CommandLine/<Verb>Command.cs.
return await Verbs.RunAsync(args);

/// <summary>The program; named so that tests can start the same one.</summary>
public sealed partial class Program
{
}
