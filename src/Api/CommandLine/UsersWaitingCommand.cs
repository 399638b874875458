using System.CommandLine;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>users waiting</c> lists what waits for a second administrator's word, <c>users refuse</c> ends the waiting. To confirm, <c>local</c> needs no first word.</summary>
internal static class UsersWaitingCommand
{
    public static void AddTo(Command users, Argument<string> name)
    {
        var waiting = new Command("waiting", VerbTexts.UsersWaiting) { Output.Json };
        waiting.SetAction(ListAsync);
        var refuse = new Command("refuse", VerbTexts.UsersRefuse) { name };
        refuse.SetAction((line, cancellation) => RefuseAsync(line.GetRequiredValue(name), cancellation));
        users.Add(waiting);
        users.Add(refuse);
    }

    private static async Task<int> ListAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var second = opened.App.Services.GetRequiredService<SecondWord>();
        var known = await second.KnownAsync(cancellation);
        var waiting = second.WaitingFor(Actor.Local, known);
        if (line.GetValue(Output.Json))
        {
            return Output.Write(waiting);
        }

        foreach (var one in waiting)
        {
            Console.WriteLine(VerbTexts.UsersWaitingLine.With(one.Name, one.InChinese(known.Tree), one.By, $"{one.Since.ToLocalTime():yyyy-MM-dd HH:mm}", $"{one.Until.ToLocalTime():yyyy-MM-dd HH:mm}"));
        }

        if (waiting.Count == 0)
        {
            Console.WriteLine(VerbTexts.UsersNothingWaits);
        }

        return 0;
    }

    private static async Task<int> RefuseAsync(string name, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await using var scope = opened.App.Services.CreateAsyncScope();
        var second = scope.ServiceProvider.GetRequiredService<SecondWord>();
        var known = await second.KnownAsync(cancellation);
        if (known.Roster.Find(name) is not { } member)
        {
            return Output.Refuse([new("account-unknown", "name", name)]);
        }

        var waiting = second.WaitingFor(Actor.Local, known).Where(one => one.Id == member.Account).ToList();
        foreach (var one in waiting)
        {
            var withdraw = new WithdrawChange(one.Id, one.Change, one.Department ?? "", one.By);
            if (await scope.ServiceProvider.GetRequiredService<AccountCommands>().WithdrawAsync(Issued.Of(Guid.NewGuid(), name, Actor.Local), withdraw, cancellation) is Outcome.Refused refused)
            {
                return Output.Refuse(refused.Reason.Faults);
            }

            Console.WriteLine(VerbTexts.UsersRefused.With(one.InChinese(known.Tree)));
        }

        if (waiting.Count == 0)
        {
            Console.WriteLine(VerbTexts.UsersNothingWaits);
        }

        return 0;
    }
}
