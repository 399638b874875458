using System.Diagnostics;
using System.Text;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Imports;

/// <summary>P3: an import is wholly there or not at all.</summary>
[Trait("promise", "P3")]
public sealed class ImportTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Header = "单位,专项行动,发生日,题目,受众\n";
    private const string Row = "431002,lectures,2022-03-18,示例讲座,260\n";

    [Fact]
    public async Task P3_A_file_with_faults_stores_nothing_and_tells_all_of_them_by_row_and_column()
    {
        var before = await api.CountAsync("wt.mt_events");
        var answer = await api.ImportAsync("lecture-held", Header + Row + "431002,lectures,2022-02-30,示例讲座,-1\n\n999999,lectures,2022-03-18,,1.5\n");
        (answer.Status, answer.Code).ShouldBe((400, "import-invalid"));
        answer.PlacedFaults.ShouldBe(
            [
                ("day-unreadable", "rows[3].occurredOn"), ("number-too-small", "rows[3].fields.audience"),
                ("department-unknown", "rows[5].department"), ("number-too-precise", "rows[5].fields.audience"), ("field-missing", "rows[5].fields.title"),
            ], ignoreOrder: true);
        (await api.CountAsync("wt.mt_events")).ShouldBe(before);
        (await api.CountAsync("wt.command where version = 0")).ShouldBe(0);
    }

    [Fact]
    public async Task P3_The_last_of_a_thousand_rows_can_hold_back_all_and_a_flood_of_faults_is_counted()
    {
        var before = await api.CountAsync("wt.mt_events");
        (await api.ImportAsync("lecture-held", Header + string.Concat(Enumerable.Repeat(Row, 999)) + "431002,lectures,2999-01-01,示例讲座,1\n")).Status.ShouldBe(400);
        var flood = await api.ImportAsync("lecture-held", Header + string.Concat(Enumerable.Repeat("431002,lectures,2999-01-01,示例讲座,1\n", 1000)));
        flood.Faults.Count().ShouldBe(201);
        flood.Body.ShouldContain("另有 800 处错误未列出");
        (await api.CountAsync("wt.mt_events")).ShouldBe(before);
    }

    [Fact]
    public async Task P2_A_file_sent_many_times_at_once_is_stored_once_and_its_entries_carry_it()
    {
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => api.ImportAsync("lecture-held", Header + Row + Row, key)));
        answers.Select(answer => (answer.Status, answer.Body)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
        var import = answers[0].Id;
        (await api.CountAsync($"wt.mt_events where causation_id = '{key}'")).ShouldBe(3);
        var history = await api.GetAsync($"/api/entries/{ImportCommands.EntryId(import, null, 3)}/history");
        history.Json[0].GetProperty("import").GetGuid().ShouldBe(import);
        (await api.GetAsync($"/api/imports/{import}")).Json.GetProperty("rows").GetInt32().ShouldBe(2);
    }

    /// <summary>How the same row may be written.</summary>
    public static TheoryData<string, byte[]> Files => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Header + Row) },
        { "UTF-8 with its mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Header + Row)] },
        { "GB18030", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Header + Row) },
        { "UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Header + Row)] },
        { "CRLF and no end", Encoding.UTF8.GetBytes((Header + Row).TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "columns by code", Encoding.UTF8.GetBytes(Header.Replace("题目,受众", "title,audience", StringComparison.Ordinal) + Row) },
        { "a spreadsheet's day", Encoding.UTF8.GetBytes(Header + Row.Replace("2022-03-18", "2022/3/18", StringComparison.Ordinal)) },
        { "quotes", Encoding.UTF8.GetBytes(Header + Row.Replace("示例讲座", "\"示例讲座\"", StringComparison.Ordinal)) },
        { "tabs", Encoding.UTF8.GetBytes((Header + Row).Replace(',', '\t')) },
        { "empty rows at the end", Encoding.UTF8.GetBytes(Header + Row + "\n,,,,\n") },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_read_however_a_spreadsheet_saved_it(string how, byte[] file)
    {
        var answer = await api.ImportAsync("lecture-held", file);
        answer.Status.ShouldBe(201, how + answer.Body);
        var entry = (await api.GetAsync($"/api/entries/{ImportCommands.EntryId(answer.Id, null, 2)}")).Json.GetProperty("submitted");
        (entry.GetProperty("occurredOn").GetString(), entry.GetProperty("fields").GetProperty("title").GetString(), entry.GetProperty("fields").GetProperty("audience").GetDecimal())
            .ShouldBe(("2022-03-18", "示例讲座", 260), how);
    }

    [Fact]
    public async Task A_quoted_cell_keeps_its_commas_quotes_and_lines()
    {
        var answer = await api.ImportAsync("lecture-held", Header + "431002,lectures,2022-03-18,\"甲,乙\n“\"\"丙\"\"”\",\"1,260\"\n" + Row);
        answer.Status.ShouldBe(201, answer.Body);
        var fields = (await api.GetAsync($"/api/entries/{ImportCommands.EntryId(answer.Id, null, 2)}")).Json.GetProperty("submitted").GetProperty("fields");
        fields.GetProperty("title").GetString().ShouldBe("甲,乙\n“\"丙\"”");
        fields.GetProperty("audience").GetDecimal().ShouldBe(1260);
    }

    [Fact]
    public async Task Parties_are_named_with_sort_and_credit_code_and_registered_once()
    {
        var answer = await api.ImportAsync("enterprise-joined", """
            单位,专项行动,发生日,企业,帮扶村,期限
            431002,wanqi,2022-03-18,示例青禾农业||91350100M000100Y43,示例一村；示例二村,2022-01-01..2022-12-31
            431003,wanqi,2022-03-19,示例青禾农业（旧称）||91350100M000100Y43,示例二村,

            """);
        answer.Status.ShouldBe(201, answer.Body);
        (await api.CountAsync("wt.party where name like '示例青禾农业%'")).ShouldBe(1);
        (await api.CountAsync("wt.party where sort = 'village' and name in ('示例一村', '示例二村')")).ShouldBe(2);
    }

    /// <summary>What is wrong, the file, and the one fault.</summary>
    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "nothing", [], "import-empty" },
        { "a header alone", Encoding.UTF8.GetBytes(Header), "import-empty" },
        { "UTF-16 without its mark", Encoding.Unicode.GetBytes(Header + Row), "import-encoding" },
        { "half a UTF-16 pair", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Header), 0x3d, 0xd8, 0x0a, 0x00], "import-encoding" },
        { "bytes of no encoding", [0xff, 0xff, 0xff, 0x0a, 0x41], "import-encoding" },
        { "a NUL", Encoding.UTF8.GetBytes(Header + Row.Replace("示例", "\0", StringComparison.Ordinal)), "import-encoding" },
        { "a column that is not known", Encoding.UTF8.GetBytes("单位,专项行动,发生日,题目,颜色\n431002,lectures,2022-03-18,甲,红\n"), "import-column-unknown" },
        { "a column twice", Encoding.UTF8.GetBytes("题目,题目\n甲,乙\n"), "import-column-repeated" },
        { "a column twice, by name and by code", Encoding.UTF8.GetBytes("单位,专项行动,发生日,题目,title\n431002,lectures,2022-03-18,甲,乙\n"), "import-column-repeated" },
        { "the department twice", Encoding.UTF8.GetBytes("单位,专项行动,发生日,题目,department\n431002,lectures,2022-03-18,甲,431003\n"), "import-column-repeated" },
        { "a row with a cell too many", Encoding.UTF8.GetBytes(Header + Row.TrimEnd() + ",x\n"), "import-row-too-long" },
        { "a quotation mark that nobody closes", Encoding.UTF8.GetBytes(Header + Row.Replace("示例", "\"示例", StringComparison.Ordinal)), "import-quotes" },
        { "one reference for two rows", Encoding.UTF8.GetBytes("编号," + Header + "a," + Row + "a," + Row), "import-ref-repeated" },
        { "20,001 rows", Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat(Row, 20_001))), "import-too-many-rows" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_cannot_be_taken_is_refused_as_a_whole(string wrong, byte[] file, string code)
    {
        var answer = await api.ImportAsync("lecture-held", file);
        (answer.Status, answer.Code).ShouldBe((400, "import-invalid"), wrong + answer.Body);
        answer.Faults.ShouldBe([code], wrong);
    }

    [Fact]
    public async Task A_file_of_an_unknown_kind_too_large_or_of_another_type_is_refused()
    {
        (await api.ImportAsync("dance-held", Header + Row)).Faults.ShouldBe(["kind-unknown"]);
        var large = await api.ImportAsync("lecture-held", new byte[ImportFile.MaxBytes + 1]);
        (large.Status, large.Code).ShouldBe((413, "body-too-large"));
        var sheet = await api.SendAsync(HttpMethod.Post, "/api/imports?kind=lecture-held", new ByteArrayContent([1]) { Headers = { ContentType = new("application/vnd.ms-excel") } }, "sheet");
        (sheet.Status, sheet.Code).ShouldBe((415, "media-type-unsupported"));
        var keyless = await api.SendAsync(HttpMethod.Post, "/api/imports?kind=lecture-held", new ByteArrayContent([1]), null);
        (keyless.Status, keyless.Code).ShouldBe((400, "key-missing"));
    }

    [Fact]
    public async Task Rows_with_and_without_a_reference_keep_apart()
    {
        var answer = await api.ImportAsync("lecture-held", "编号," + Header + "row 3," + Row + "," + Row);
        answer.Status.ShouldBe(201, answer.Body);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_taken_in_within_seconds_and_counted()
    {
        var file = new StringBuilder("单位,专项行动,发生日,企业,投入资金\n");
        for (var row = 0; row < 10_000; row++)
        {
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(row % 2 == 0 ? "431002" : "431003")},wanqi,2019-{(row % 12) + 1:00}-11,示例大批企业{row % 3000}号,{row}.25\n");
        }

        var clock = Stopwatch.StartNew();
        var answer = await api.ImportAsync("enterprise-joined", file.ToString());
        clock.Stop();
        answer.Status.ShouldBe(201, answer.Body);
        TestContext.Current.TestOutputHelper!.WriteLine($"{clock.ElapsedMilliseconds} ms");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        var total = await api.GetAsync($"/api/totals?metrics=wanqi.named&window=2019&basis=reported&minPosition={answer.Position}");
        total.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(3000);
    }
}
