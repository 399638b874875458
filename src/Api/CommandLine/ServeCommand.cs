using System.CommandLine;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>serve</c>, and what happens without a verb: serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", VerbTexts.Serve);
        serve.SetAction((_, cancellation) => RunAsync(cancellation));
        root.SetAction((_, cancellation) => RunAsync(cancellation));
        root.Add(serve);
    }

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync([], cancellation);
        await opened.RefuseToServeOthersAsync(cancellation);
        await opened.StartAsync(cancellation);
        Announce(opened);
        await opened.App.WaitForShutdownAsync(cancellation);
        return 0;
    }

    internal static void Announce(OpenedProgram opened)
    {
        foreach (var address in opened.App.Urls)
        {
            Console.WriteLine(VerbTexts.Serving.With(address));
        }

        if (opened.App.Services.GetRequiredService<Settings>() is { Https: true, ProtectKeysWithCertificate.Length: 0 })
        {
            Console.Error.WriteLine(VerbTexts.KeysReadable);
        }
    }
}
