using CsCheck;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Tests.Parties;

public sealed class PartyTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Code = "91350100M000100Y43";
    private static readonly string Code2 = UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE91").Value;

    [Fact]
    public async Task A_party_is_found_by_its_credit_code_whatever_it_is_called_then_by_the_name_it_was_registered_under_then_by_its_new_name()
    {
        var party = await RegisterAsync("示例改名企业", Code);
        (await api.PostAsync($"/api/parties/{party.Id}/name", new { version = 1, name = "示例新名企业" })).Version.ShouldBe(2);

        foreach (var (name, code) in ((string, string?)[])[("别的名称", Code.ToLowerInvariant()), ("示例改名企业", null), ("示例新名企业", null), ("示例新名 企业", Code)])
        {
            var again = await RegisterAsync(name, code);
            (again.Status, again.Id, again.Version).ShouldBe((201, party.Id, 2), name);
        }

        var kept = (await api.GetAsync($"/api/parties/{party.Id}")).Json;
        (kept.GetProperty("name").GetString(), kept.GetProperty("creditCode").GetString()).ShouldBe(("示例新名企业", Code));
    }

    [Fact]
    public async Task P2_A_registration_sent_again_answers_as_it_did_though_the_party_has_moved_on()
    {
        var body = new { sort = "enterprise", name = "示例重发企业" };
        var first = await api.PostAsync("/api/parties", body, "register-once");
        await api.PostAsync($"/api/parties/{first.Id}/name", new { version = 1, name = "示例重发后企业" });
        var again = await api.PostAsync("/api/parties", body, "register-once");
        (again.Status, again.Body).ShouldBe((first.Status, first.Body));
    }

    [Fact]
    public async Task A_credit_code_that_contradicts_the_known_one_is_refused_and_a_missing_one_is_added()
    {
        var other = UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE51").Value;
        var code = UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE52").Value;
        var party = await RegisterAsync("示例补码企业", null);
        (await RegisterAsync("示例补码企业", code)).Version.ShouldBe(2);
        (await api.GetAsync($"/api/parties?q={code}")).Json.GetProperty("parties")[0].GetProperty("id").GetGuid().ShouldBe(party.Id);

        var refused = await RegisterAsync("示例补码企业", other);
        refused.PlacedFaults.ShouldBe([("credit-code-contradicts", "fields.name")]);
        var entry = await api.PostAsync("/api/entries", Requests.Joined(new { name = "示例补码企业", creditCode = other }));
        (entry.Status, entry.Faults.Single()).ShouldBe((400, "credit-code-contradicts"));
    }

    [Fact]
    public async Task A_wrong_credit_code_is_corrected_or_taken_away_and_the_right_one_is_found()
    {
        var (wrong, right) = (UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE81").Value, UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE82").Value);
        var party = await RegisterAsync("示例错码企业", wrong);
        await RegisterAsync("示例占码企业", Code2);
        Task<Answer> CorrectAsync(long version, string? code) => api.PostAsync($"/api/parties/{party.Id}/credit-code", new { version, creditCode = code });

        (await CorrectAsync(1, "9143")).PlacedFaults.Single().Item1.ShouldBe("credit-code-length");
        (await CorrectAsync(1, wrong)).Code.ShouldBe("nothing-changed");
        var taken = await CorrectAsync(1, Code2);
        (taken.Status, taken.Code).ShouldBe((409, "party-exists"));
        (await CorrectAsync(1, right)).Version.ShouldBe(2);
        (await CorrectAsync(1, wrong)).Status.ShouldBe(409, "P4: a version that is not the newest");
        (await RegisterAsync("示例错码企业", right)).Version.ShouldBe(2);
        (await api.PostAsync("/api/entries", Requests.Joined(new { name = "示例别名", creditCode = right }))).Status.ShouldBe(201);
        (await CorrectAsync(2, null)).Version.ShouldBe(3);
        (await api.GetAsync($"/api/parties/{party.Id}")).Json.TryGetProperty("creditCode", out var none).ShouldBeFalse($"{none}");
    }

    [Fact]
    public async Task A_renamed_party_gets_the_credit_code_that_a_report_states_under_its_former_name()
    {
        var code = UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE71").Value;
        var party = await RegisterAsync("示例曾用名企业", null);
        await api.PostAsync($"/api/parties/{party.Id}/name", new { version = 1, name = "示例现用名企业" });
        (await api.PostAsync("/api/entries", Requests.Joined(new { name = "示例曾用名企业", creditCode = code }))).Status.ShouldBe(201);
        var kept = (await api.GetAsync($"/api/parties/{party.Id}")).Json;
        (kept.GetProperty("name").GetString(), kept.GetProperty("creditCode").GetString()).ShouldBe(("示例现用名企业", code));
    }

    [Fact]
    public async Task One_code_for_a_known_name_and_a_new_one_is_one_party_and_two_codes_for_one_name_are_a_fault()
    {
        var (code, other) = (UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE61").Value, UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE62").Value);
        await RegisterAsync("示例同码企业", null);
        var header = "单位,专项行动,发生日,企业\n";
        var same = await api.ImportAsync("enterprise-joined", $"{header}431002,wanqi,2022-03-18,示例同码企业||{code}\n431002,wanqi,2022-03-18,示例同码企业（新名）||{code}\n");
        same.Status.ShouldBe(201, same.Body);
        (await api.CountAsync("wt.party where name like '示例同码企业%'")).ShouldBe(1);

        await RegisterAsync("示例异码企业", null);
        var two = await api.ImportAsync("enterprise-joined", $"{header}431002,wanqi,2022-03-18,示例异码企业||{other}\n431002,wanqi,2022-03-18,示例异码企业||{UnifiedSocialCreditCode.WithCheckCharacter("91431000MA4L0TE63").Value}\n");
        (two.Status, two.Faults.Single()).ShouldBe((400, "credit-code-contradicts"));
    }

    [Fact]
    public async Task What_makes_no_sense_of_parties_is_refused()
    {
        var (one, two) = ((await RegisterAsync("示例甲企业")).Id, (await RegisterAsync("示例乙企业")).Id);
        var village = (await api.PostAsync("/api/parties", new { sort = "village", name = "示例某村" })).Id;

        (await MergeAsync(one, 1, one)).Code.ShouldBe("party-is-itself");
        (await MergeAsync(one, 1, village)).Code.ShouldBe("parties-of-different-sorts");
        (await MergeAsync(one, 1, Guid.NewGuid())).Code.ShouldBe("party-unknown");
        (await MergeAsync(Guid.NewGuid(), 1, one)).Code.ShouldBe("party-unknown");
        (await SplitAsync(one, 1)).Code.ShouldBe("party-not-merged");
        (await MergeAsync(one, 1, two)).Status.ShouldBe(200);
        (await MergeAsync(one, 2, village)).Code.ShouldBe("party-merged-already");
        (await MergeAsync(two, 1, one)).Code.ShouldBe("party-is-itself");
        (await api.PostAsync($"/api/parties/{one}/name", new { version = 2, name = "示例乙企业" })).Code.ShouldBe("party-exists");
        (await api.PostAsync($"/api/parties/{one}/name", new { version = 2, name = " 示例甲企业 " })).Code.ShouldBe("nothing-changed");
        var stale = await api.PostAsync($"/api/parties/{one}/name", new { version = 1, name = "示例丙企业" });
        (stale.Status, stale.Code, stale.Json.GetProperty("current").GetProperty("version").GetInt64()).ShouldBe((409, "stale-version", 2));
        (await api.PostAsync("/api/parties", new { sort = "planet", name = "", creditCode = "9143" })).PlacedFaults.Select(fault => fault.Item2).ShouldBe(["name"]);
        (await api.PostAsync("/api/parties", new { sort = "planet", name = "金星", creditCode = "9143" })).PlacedFaults.ShouldBe([("party-sort", "sort"), ("credit-code-length", "creditCode")]);
    }

    [Fact]
    public async Task Merging_and_splitting_moves_the_totals()
    {
        var (one, two) = ("示例并入企业", "示例并出企业");
        var last = 0L;
        foreach (var name in (string[])[one, two])
        {
            last = (await api.PostAsync("/api/entries", Requests.Joined(name, "2018-05-06"))).Position;
        }

        var (from, into) = (PartyName.IdOf("enterprise", one), PartyName.IdOf("enterprise", two));
        (await NamedAsync(last)).ShouldBe(2);
        (await NamedAsync((await MergeAsync(from, 1, into)).Position)).ShouldBe(1);
        (await NamedAsync((await SplitAsync(from, 2)).Position)).ShouldBe(2);

        async Task<decimal> NamedAsync(long position) =>
            (await api.GetAsync($"/api/totals?metrics=wanqi.named&window=2018&basis=reported&minPosition={position}")).Json.GetProperty("totals")[0].GetProperty("value").GetDecimal();
    }

    [Fact]
    public async Task Parties_are_listed_page_by_page_each_once()
    {
        for (var n = 0; n < 7; n++)
        {
            await RegisterAsync($"示例分页企业{n}");
        }

        var seen = new List<string?>();
        for (string? after = ""; after is not null;)
        {
            var page = (await api.GetAsync($"/api/parties?sort=enterprise&q=示例分页&limit=3{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}" : "")}")).Json;
            seen.AddRange(page.GetProperty("parties").EnumerateArray().Select(party => party.GetProperty("name").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        seen.ShouldBe(Enumerable.Range(0, 7).Select(n => $"示例分页企业{n}"));
    }

    /// <summary>Whatever is merged and split, in whatever order and at the same time, the table says what the fold of the totals says.</summary>
    [Fact]
    public async Task The_table_counts_parties_as_the_totals_do_after_any_merges_and_splits()
    {
        var parties = new List<Guid>();
        for (var n = 0; n < 6; n++)
        {
            parties.Add((await RegisterAsync($"示例随机企业{n}")).Id);
        }

        await Gen.Select(Gen.Int[0, 5], Gen.Int[0, 6]).Array[60].SampleAsync(async steps =>
        {
            foreach (var pair in steps.Chunk(2))
            {
                await Task.WhenAll(pair.Select(async step =>
                {
                    var (party, into) = (parties[step.Item1], step.Item2);
                    var version = (await api.GetAsync($"/api/parties/{party}")).Version;
                    var answer = into == 6 ? await SplitAsync(party, version) : await MergeAsync(party, version, parties[into]);
                    answer.Status.ShouldBeOneOf(200, 409);
                }));
            }

            (await IdentitiesAsync("select party, identity from wt.party where party = any($1)", parties)).ShouldBe(await FoldedAsync(parties), ignoreOrder: true);
        }, iter: 3, threads: 1);
    }

    private async Task<List<(Guid, Guid)>> FoldedAsync(List<Guid> parties)
    {
        var identities = new Identities();
        foreach (var (party, into) in await IdentitiesAsync("""
            select stream_id, coalesce((data ->> 'into')::uuid, stream_id) from wt.mt_events
            where stream_id = any($1) and type in ('parties_merged', 'parties_split') order by seq_id
            """, parties))
        {
            if (party == into)
            {
                identities.Split(party);
            }
            else
            {
                identities.Merge(party, into);
            }
        }

        return [.. parties.Select(party => (party, identities.Of(party)))];
    }

    private async Task<List<(Guid, Guid)>> IdentitiesAsync(string sql, List<Guid> parties)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = parties.ToArray() });
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<(Guid, Guid)>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add((row.GetGuid(0), row.GetGuid(1)));
        }

        return found;
    }

    private Task<Answer> RegisterAsync(string name, string? creditCode = null) => api.PostAsync("/api/parties", new { sort = "enterprise", name, creditCode });

    private Task<Answer> MergeAsync(Guid party, long version, Guid into) => api.PostAsync($"/api/parties/{party}/merge", new { version, into });

    private Task<Answer> SplitAsync(Guid party, long version) => api.PostAsync($"/api/parties/{party}/split", new { version });
}
