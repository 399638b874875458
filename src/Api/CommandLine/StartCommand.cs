using System.CommandLine;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.SigningIn;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary>
/// <c>start</c>, what the script of that name runs: loads the sample into an empty store, shows the published figures beside the computed ones, and serves.
/// With <c>--check</c> it stops then, and fails when a figure differs.
/// </summary>
internal static class StartCommand
{
    private static readonly Option<string> Sample = new("--sample") { Description = VerbTexts.StartSample, Required = true };
    private static readonly Option<bool> Check = new("--check") { Description = VerbTexts.StartCheck };
    private static readonly Option<bool> Bare = new("--bare") { Description = VerbTexts.StartBare };

    public static void AddTo(RootCommand root)
    {
        var start = new Command("start", VerbTexts.Start) { Sample, Check, Bare };
        start.SetAction(RunAsync);
        root.Add(start);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var (sample, check, bare) = (line.GetRequiredValue(Sample), line.GetValue(Check), line.GetValue(Bare));
        await using var opened = check ? await OpenedProgram.OpenAsync(cancellation) : await OpenedProgram.OpenAsync([], cancellation);
        if (!check)
        {
            await opened.RefuseToServeOthersAsync(cancellation);
        }

        await opened.StartAsync(cancellation);
        var code = bare ? 0 : await ShowAsync(opened, sample, cancellation);
        if (check)
        {
            return code;
        }

        await AnnounceUsersAsync(opened, bare, cancellation);
        ServeCommand.Announce(opened);
        await opened.App.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>How to sign in: the first administrator of a bare store, once; or one user a role, on this machine only.</summary>
    private static async Task AnnounceUsersAsync(OpenedProgram opened, bool bare, CancellationToken cancellation)
    {
        await using var scope = opened.App.Services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<FirstUsers>();
        if (bare)
        {
            if (await first.AdministratorAsync(cancellation) is { } administrator)
            {
                Console.WriteLine(VerbTexts.FirstAdministrator.With(administrator.Name, administrator.Password));
            }

            return;
        }

        var samples = await first.SamplesAsync(cancellation);
        var tree = (await opened.App.Services.GetRequiredService<KnownDefinitions>().ReadAsync(cancellation)).Tree;
        if (samples.Count > 0)
        {
            Console.WriteLine(VerbTexts.SampleUsers);
        }

        foreach (var user in samples)
        {
            Console.WriteLine($"  {user.Name,-12}{user.Password}　{new RoleAnswer(user.Role, user.Department).InChinese(tree)}");
        }
    }

    private static async Task<int> ShowAsync(OpenedProgram opened, string sample, CancellationToken cancellation)
    {
        var standing = await opened.Totals.StandingAsync(cancellation);
        if (standing.Position + standing.Behind == 0)
        {
            Console.Error.WriteLine(VerbTexts.StartLoads.With(sample));
            await SeedCommand.RunAsync(opened, sample, cancellation);
        }

        await opened.CatchUpAsync(cancellation);
        return await CheckCommand.RunAsync(opened, sample, json: false, cancellation);
    }
}
