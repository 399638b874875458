using System.Text.Json;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Auditing;

/// <summary>Who signed in, was refused, took something out, gave a role; in a log that nobody changes.</summary>
public sealed class AuditTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task Sign_ins_refusals_exports_grants_and_tokens_are_told_with_who_and_from_where()
    {
        await TestAccounts.OpenAsync(api.Services, "seen", "Kestrel-92-Otter", new Grant(Role.Leader, TestCatalog.County));
        using var browser = new Browser(api.Http.BaseAddress!);
        await browser.SignInAsync("seen", "wrong");
        await browser.SignInAsync("seen", "Kestrel-92-Otter");
        (await browser.SendAsync(HttpMethod.Post, "/api/entries", Requests.Lecture())).Status.ShouldBe(403);
        (await browser.GetAsync("/api/catalog")).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope = "read" })).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Status.ShouldBe(204);

        using var auditor = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "auditor", [new(Role.Auditor, Grant.Everywhere)]));
        var page = JsonDocument.Parse(await auditor.GetStringAsync(new Uri("/api/audit?who=seen", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement.GetProperty("lines");
        page.EnumerateArray().Reverse().Select(line => line.GetProperty("what").GetString()).ShouldBe(["sign_in_failed", "signed_in", "refused", "exported", "token_issued", "signed_out"]);
        page.EnumerateArray().ShouldAllBe(line => line.GetProperty("address").GetString() == "127.0.0.1");
        page[4].GetProperty("roles")[0].GetString().ShouldBe("Leader");
        page.ToString().ShouldNotContain("wrong");
        (await api.CountAsync("accounts.audit where what = 'role_granted' and who = 'local'")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("update accounts.audit set who = 'somebody'")]
    [InlineData("delete from accounts.audit")]
    [InlineData("delete from accounts.audit where no = 1")]
    [InlineData("truncate accounts.audit")]
    public async Task Not_even_the_owner_changes_what_is_younger_than_six_months(string sql)
    {
        await api.ExecuteAsync("insert into accounts.audit (what) values ('tried')");
        (await Should.ThrowAsync<PostgresException>(() => api.ExecuteAsync(sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_is_older_may_be_deleted()
    {
        await api.ExecuteAsync("insert into accounts.audit (what, at) values ('old', now() - interval '7 months')");
        await api.ExecuteAsync("delete from accounts.audit where what = 'old'");
        (await api.CountAsync("accounts.audit where what = 'old'")).ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_log_cannot_be_written_the_act_fails()
    {
        await TestAccounts.OpenAsync(api.Services, "unlogged", "Kestrel-92-Otter");
        await api.ExecuteAsync("alter table accounts.audit add constraint broken check (what <> 'signed_in') not valid");
        try
        {
            using var browser = new Browser(api.Http.BaseAddress!);
            (await browser.SignInAsync("unlogged", "Kestrel-92-Otter")).Status.ShouldBe(500);
            (await browser.GetAsync("/api/session")).Status.ShouldBe(401);
        }
        finally
        {
            await api.ExecuteAsync("alter table accounts.audit drop constraint broken");
        }
    }
}
