using System.CommandLine;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Imports;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>users</c>: lists users, takes in a file of them, gives a new password. Whoever runs the program acts as <see cref="Actor.Local"/>.</summary>
internal static class UsersCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = VerbTexts.UsersFile };
    private static readonly Argument<string> Name = new("name") { Description = VerbTexts.UsersName };

    public static void AddTo(RootCommand root)
    {
        var users = new Command("users", VerbTexts.Users);
        var list = new Command("list", VerbTexts.UsersList) { Output.Json };
        list.SetAction(ListAsync);
        var import = new Command("import", VerbTexts.UsersImport) { File, Output.Json };
        import.SetAction(ImportAsync);
        var password = new Command("password", VerbTexts.UsersPassword) { Name };
        password.SetAction(PasswordAsync);
        users.Add(list);
        users.Add(import);
        users.Add(password);
        UsersWaitingCommand.AddTo(users, Name);
        root.Add(users);
    }

    private static async Task<int> ListAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var known = await opened.App.Services.GetRequiredService<SecondWord>().KnownAsync(cancellation);
        var members = await opened.App.Services.GetRequiredService<UserList>().OfAsync(known.Roster.Members.Values, cancellation);
        if (line.GetValue(Output.Json))
        {
            return Output.Write(members);
        }

        foreach (var member in members)
        {
            Console.WriteLine($"{member.Name}　{Standing(member)}{string.Join('、', member.Roles.Select(role => role.InChinese(known.Tree)))}");
        }

        return 0;
    }

    private static string Standing(UserAnswer member) =>
        (member.Disabled ? VerbTexts.UsersDisabled : "") + (member.LockedUntil is { } until ? VerbTexts.UsersLocked.With($"{until.ToLocalTime():yyyy-MM-dd HH:mm}") : "");

    /// <summary>Columns name, role, department; a row for each role. A user who is known keeps the password.</summary>
    private static async Task<int> ImportAsync(ParseResult line, CancellationToken cancellation)
    {
        var path = line.GetRequiredValue(File);
        var (bytes, unreadable) = await Files.ReadAsync(path, cancellation);
        var (file, fault) = bytes is null ? (null, unreadable) : ImportFile.Read(path.Name, bytes);
        if (file is null)
        {
            return Output.Refuse([fault!]);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await using var scope = opened.App.Services.CreateAsyncScope();
        var (outcome, imported) = await scope.ServiceProvider.GetRequiredService<UserFile>().ImportAsync(Issued.Of(Guid.NewGuid(), file.Hash, Actor.Local), file, cancellation);
        if (outcome is Outcome.Refused { Reason.Faults: var faults })
        {
            return Output.Refuse(faults);
        }

        if (line.GetValue(Output.Json))
        {
            return Output.Write(imported);
        }

        foreach (var user in imported)
        {
            Console.WriteLine($"{user.Name}　{user.Password}");
        }

        Console.WriteLine(VerbTexts.UsersImported.With(imported.Count));
        return 0;
    }

    private static async Task<int> PasswordAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await using var scope = opened.App.Services.CreateAsyncScope();
        var (users, name) = (scope.ServiceProvider.GetRequiredService<Users>(), line.GetRequiredValue(Name));
        if (await users.FindByNameAsync(name) is not { } user)
        {
            return Output.Refuse([new("account-unknown", "name", name)]);
        }

        var password = Secrets.NewPassword();
        var (outcome, _) = await scope.ServiceProvider.GetRequiredService<AccountCommands>().ResetAsync(Issued.Of(Guid.NewGuid(), name, Actor.Local), new(user.Id), password, cancellation);
        if (outcome is Outcome.Refused refused)
        {
            return Output.Refuse(refused.Reason.Faults);
        }

        Console.WriteLine(password);
        return 0;
    }
}
