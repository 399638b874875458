using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using static WorkTracker.Reports.Tests.ReportScenario;

namespace WorkTracker.Reports.Tests.Word;

public sealed class RandomTemplateTests
{
    private const int Templates = 200;

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.OneOf<string>("举办讲座", "**重点**", "*斜*", "`码`", "<b>甲</b>", "[链](http://x)", "![图](y)", "a & b < c", "“引”", "｜", "\\|", "1.", "&nbsp;", "\u0007", "\u200B", "𠮷", "~~删~~", "https://example.org", "```", "- ", "> ", "# "),
        Gen.String[Gen.Char['\u0020', '\u007e'], 0, 12].Select(text => text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)),
        Gen.OneOf(
            "{{ \"projects\" | figure: report }}", "{{ \"investment\" | figure: report.until, style: \"exact\" }}", "{{ report.name }}", "{{ department.name }}",
            "{{ \"projects\" | figure: report.previous-year }}"));

    private static readonly Gen<string> Line = Words.Array[0, 6].Select(words => string.Concat(words));

    private static readonly Gen<string> Blocks = Gen.OneOf(
        Line.Select(line => line + "\n\n"), Line.Select(line => "# " + line + "\n"), Line.Select(line => "## " + line + "\n"), Line.Select(line => "##### " + line + "\n"),
        Line.Array[1, 4].Select(lines => string.Concat(lines.Select((line, at) => $"{at + 1}. {line}\n")) + "\n"),
        Line.Array[1, 4].Select(lines => string.Concat(lines.Select(line => $"> {line}\n")) + "\n"),
        Line.Array[2, 4].Select(cells => $"\n| {string.Join(" | ", cells)} |\n|{string.Concat(Enumerable.Repeat("--|", cells.Length))}\n| {string.Join(" | ", cells.Reverse())} |\n\n"),
        Line.Select(line => $"{{% if report.is-whole-year %}}\n{line}\n{{% else %}}\n{line}\n{{% endif %}}\n"),
        Line.Select(line => $"{{% for month in report.months %}}\n| {{{{ month.name }}}} | {line} |\n{{% endfor %}}\n"),
        Gen.Const("{% chart \"图\" %}\n| 月 | 数 |\n|--|--|\n{% for month in report.months %}\n| {{ month.name }} | {{ \"projects\" | figure: month }} |\n{% endfor %}\n{% endchart %}\n"),
        Gen.Const("{% chart \"空\" %}\n没有表格\n{% endchart %}\n"), Gen.Const("{% pagebreak %}\n"), Gen.Const("***\n"));

    private static readonly Gen<string> Head = Gen.OneOf(
        "", "---\ncontents: true\nappendix: true\n---\n", "---\norgan: 示例机关\nnumber: 示发〔2022〕1号\nsigner: 某人\nto: 市委\nsigned: 示例单位\ndated: {{ report.last-date }}\ncopies: 甲、乙\nissued-by: 丙\nissued-on: {{ report.last-date }}\n---\n");

    private static readonly Gen<string> Template = Gen.Select(Head, Blocks.Array[1, 12], Line, (head, blocks, slot) => $"{head}{string.Concat(blocks)}{{% slot \"填写\" %}}\n{slot}\n{{% endslot %}}\n");

    [Fact]
    public void Two_hundred_random_templates_never_make_a_file_that_fails_validation()
    {
        var filled = 0;
        Template.Sample(text =>
        {
            var (draft, fault) = FillAsync(text).GetAwaiter().GetResult();
            fault.ShouldBeNull(text);
            using var stream = new MemoryStream(Written(draft!));
            using var document = WordprocessingDocument.Open(stream, isEditable: false);
            new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty(text);
            Interlocked.Increment(ref filled);
        }, iter: Templates, threads: 1);
        filled.ShouldBeGreaterThanOrEqualTo(Templates);
    }
}
