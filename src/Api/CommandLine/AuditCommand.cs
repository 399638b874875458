using System.CommandLine;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Auditing;
using WorkTracker.Domain;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>audit trim</c>: deletes lines of the audit log that are older than the policy keeps them. Nothing else does.</summary>
internal static class AuditCommand
{
    public static void AddTo(RootCommand root)
    {
        var trim = new Command("trim", VerbTexts.AuditTrim);
        trim.SetAction((_, cancellation) => TrimAsync(cancellation));
        root.Add(new Command("audit", VerbTexts.Audit) { trim });
    }

    private static async Task<int> TrimAsync(CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        if (opened.App.Services.GetRequiredService<AccountPolicy>().AuditMonths is not { } months)
        {
            await Console.Error.WriteLineAsync(VerbTexts.AuditKept);
            return Output.Refused;
        }

        Console.WriteLine(VerbTexts.AuditTrimmed.With(months, await AuditLog.TrimAsync(opened.Database.OwnerConnection, months, Actor.Local, cancellation)));
        return 0;
    }
}
