using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>P11 in the instant in which a right is taken away: whatever was done by it stands before that in the order of events.</summary>
public sealed class RevokedMeanwhileTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Rounds = 30;
    private const int AtOnce = 8;

    [Fact]
    public async Task P11_Nothing_that_a_right_was_good_for_has_a_later_position_than_the_right_s_end()
    {
        var reporter = await ActorAsync("steady", new Grant(Role.Reporter, TestCatalog.County));
        var reviewer = await ActorAsync("brief", new Grant(Role.Reviewer, TestCatalog.City));
        var approvals = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var entries = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => ReportAsync(reporter)));
            var approving = entries.Take(round % (AtOnce + 1)).Select(ApproveAsync).ToList();
            var ending = AccountsAsync(accounts => accounts.RevokeAsync(New(Actor.Local), new(reviewer.Account!.Value, Role.Reviewer, TestCatalog.City)));
            approving.AddRange(entries.Skip(approving.Count).Select(ApproveAsync));
            var end = (await ending).ShouldBeOfType<Outcome.Done>();
            var done = (await Task.WhenAll(approving)).OfType<Outcome.Done>().ToList();
            done.ShouldAllBe(approved => approved.Position < end.Position, $"round {round}");
            approvals += done.Count;
            await AccountsAsync(accounts => accounts.GrantAsync(New(Actor.Local), new(reviewer.Account!.Value, Role.Reviewer, TestCatalog.City)));
        }

        Task<Outcome> ApproveAsync(Guid entry) => Entries.ApproveAsync(New(reviewer), new(entry, 1));
        approvals.ShouldBeInRange(1, (Rounds * AtOnce) - 1, "the race was none");
    }

    private EntryCommands Entries => api.Services.GetRequiredService<EntryCommands>();

    private async Task<Guid> ReportAsync(Actor by)
    {
        var (issued, fields) = (New(by), ImmutableDictionary<string, JsonElement>.Empty.Add("title", JsonSerializer.SerializeToElement("讲座")).Add("audience", JsonSerializer.SerializeToElement(1)));
        (await Entries.ReportAsync(issued, new(TestCatalog.County, "lecture-held", new ContentDraft("lectures", "2022-03-18", [], fields)))).ShouldBeOfType<Outcome.Done>();
        return issued.Id;
    }

    private async Task<Actor> ActorAsync(string name, params Grant[] grants) => new(name, await TestAccounts.OpenAsync(api.Services, name, "Password-of-nobody-1", grants));

    private async Task<Outcome> AccountsAsync(Func<AccountCommands, Task<Outcome>> run)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<AccountCommands>());
    }

    private static Issued New(Actor by) => Issued.Of(Guid.NewGuid(), "", by);
}
