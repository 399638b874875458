using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>
/// Whatever is granted, proposed, taken back, refused, revoked, disabled and taken from files, by whomever, however late and however many at once: nobody becomes administrator and auditor, nobody becomes
/// administrator, nor stops to be one, by one word where two are wanted, and somebody always administers everything. WORKTRACKER_SEED sets the seed.
/// </summary>
public sealed class RolesApartTests(RunningApi api, ITestOutputHelper output) : IClassFixture<RunningApi>
{
    private const int Histories = 1500;

    private const string Password = "Kestrel-92-Otter";
    private static readonly string[] Places = [Grant.Everywhere, TestCatalog.City, TestCatalog.County, TestCatalog.OtherCounty];
    private static readonly Role[] Roles = [Role.Administrator, Role.Administrator, Role.Administrator, Role.Auditor, Role.Auditor, Role.Reporter];

    private static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened(TestCatalog.City, "市", "city", [], null), new DepartmentOpened(TestCatalog.County, "甲县", "county", [], TestCatalog.City), new DepartmentOpened(TestCatalog.OtherCounty, "乙县", "county", [], TestCatalog.City),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("WORKTRACKER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xffffff;

    [Fact]
    public void No_sequence_of_decisions_joins_what_excludes_itself_or_loses_the_last_administrator()
    {
        var (withdrawn, lapsed) = (0, 0);
        for (var history = seed; history < seed + Histories; history++)
        {
            var (random, now, kept, watch) = (new Random(history), DateTimeOffset.UnixEpoch, Roster.Empty, new RoleWatch(Tree));
            for (var step = 0; step < 60; step++)
            {
                now += random.Next(20) == 0 ? TimeSpan.FromDays(random.Next(1, 9)) : TimeSpan.FromMinutes(1);
                var roster = kept.WithoutWordsUntil(now - TimeSpan.FromDays(7));
                var members = roster.Members.Values.OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
                Member Any() => members[random.Next(members.Count)];
                var by = members.Count == 0 || random.Next(8) == 0 ? Actor.Local : Any() is var speaker ? new(speaker.Name, speaker.Account) : null!;
                var (role, place) = (Roles[random.Next(Roles.Length)], Places[random.Next(Places.Length)]);
                var words = kept.Members.Values.SelectMany(member => member.Waiting, (member, word) => new WithdrawChange(member.Account, word.Change, word.Department, word.By)).ToList();
                lapsed += words.Count - roster.Members.Values.Sum(member => member.Waiting.Length);
                var decision = random.Next(9) switch
                {
                    _ when members.Count < 2 => OpenAccount.Decide(new(Guid.NewGuid(), $"user{step}"), by, roster),
                    0 when roster.RightsOf(by).Allows(Act.ManageAccounts, Tree) => OpenAccount.Decide(new(Guid.NewGuid(), $"user{step}"), by, roster),
                    1 => RevokeRole.Decide(new(Any().Account, role, place), by, roster, Tree),
                    2 => DisableAccount.Decide(new(Any().Account, random.Next(2) == 0), by, roster, Tree),
                    3 or 4 when words.Count > 0 => WithdrawChange.Decide(words[^(1 + random.Next(Math.Min(words.Count, 2)))], by, roster, Tree),
                    5 => ResetPassword.Decide(new(Any().Account), by, roster, Tree),
                    _ => GrantRole.Decide(new(Any().Account, role, place), by, roster, Tree),
                };
                foreach (var told in decision is Decision.Accepted accepted ? accepted.Events : [])
                {
                    watch.See(told, members.Count < 2 ? Actor.Local.Name : by.Name, now);
                    withdrawn += told is AdministratorChangeWithdrawn ? 1 : 0;
                    kept = Roster.Evolve(kept, told, now);
                }
            }

            watch.Broken.ShouldBeEmpty($"WORKTRACKER_SEED={history}");
        }

        output.WriteLine($"{withdrawn} withdrawn, {lapsed} lapsed");
        Math.Min(withdrawn, lapsed).ShouldBeGreaterThan(Histories / 5);
    }

    [Fact]
    public async Task No_requests_at_once_join_what_excludes_itself_or_lose_the_last_administrator()
    {
        output.WriteLine($"WORKTRACKER_SEED={seed}");
        var random = new Random(seed);
        var users = new List<(Guid Id, HttpClient Http)>();
        for (var at = 0; at < 6; at++)
        {
            var id = await TestAccounts.OpenAsync(api.Services, $"apart{at}", Password, at < 3 ? [new(Role.Administrator, Places[at % 2])] : []);
            users.Add((id, await TestAccounts.PageAsync(api.Http.BaseAddress!, $"apart{at}", Password)));
        }

        for (var round = 0; round < 100; round++)
        {
            // Often the same act on the same user, by two.
            var (target, role, place, act) = (users[random.Next(users.Count)].Id, Roles[random.Next(Roles.Length)], Places[random.Next(Places.Length)], random.Next(7));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(at => ActAsync(random.Next(4) == 0 ? random.Next(7) : act, users[random.Next(users.Count)].Http, target, random.Next(3) == 0 ? Role.Auditor : role, place, round)));
        }

        var watch = new RoleWatch(Tree);
        await using var session = api.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var told = await session.Events.FetchStreamAsync(Streams.Accounts, token: TestContext.Current.CancellationToken);
        foreach (var one in told)
        {
            watch.See(one.Data, one.UserName!, one.Timestamp);
        }

        watch.Broken.ShouldBeEmpty($"WORKTRACKER_SEED={seed}");
        var done = told.Count(one => one.Data is RoleGranted or RoleRevoked or AccountDisabled or AccountEnabled or AdministratorProposed or AdministratorChangeProposed or AdministratorChangeWithdrawn);
        output.WriteLine($"{done} happened");
        done.ShouldBeGreaterThan(20);
    }

    private async Task ActAsync(int act, HttpClient by, Guid user, Role role, string department, int round)
    {
        var (address, body) = act switch
        {
            0 => ($"/api/users/{user}/revocations", new { role = $"{role}", department }),
            1 => ($"/api/users/{user}/disabling", new { }),
            2 => ($"/api/users/{user}/enabling", new { }),
            6 => ($"/api/users/{user}/withdrawals", new { change = "grant", department, by = $"apart{round % 3}" }),
            _ => ($"/api/users/{user}/roles", (object)new { role = $"{role}", department }),
        };
        if (act == 5)
        {
            await using var scope = api.Services.CreateAsyncScope();
            var (file, _) = ImportFile.Read("u.csv", Encoding.UTF8.GetBytes($"name,role,department\napart{round % 6},{role},{department}\nfile{round},{role},{department}\nfile{round},auditor,{TestCatalog.County}\n"));
            await scope.ServiceProvider.GetRequiredService<UserFile>().ImportAsync(Issued.Of(Guid.NewGuid(), file!.Hash, Actor.Local), file, TestContext.Current.CancellationToken);
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body), Headers = { { CommandId.Header, $"{Guid.NewGuid()}" } } };
        using var answer = await by.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBeLessThan(500, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
