using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Hosting;

// The host and its routes: Hosting/WorkTrackerHost.cs. Each verb: CommandLine/<Verb>Command.cs.
return await Verbs.RunAsync(args);
