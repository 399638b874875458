using System.Diagnostics;
using static WorkTracker.Reports.Tests.ReportScenario;

namespace WorkTracker.Reports.Tests.Templates;

/// <summary>A hostile template reads nothing that is not offered, does not run on, and does not grow without limit.</summary>
public sealed class HostileTemplateTests
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(10);

    public static TheoryData<string, string> Hostile => new()
    {
        { "nested too deep", string.Concat(Enumerable.Repeat("{% if report %}", 20_000)) },
        { "brackets", "{{ report" + new string('[', 20_000) + " }}" },
        { "parentheses", "{{ " + new string('(', 20_000) + "1" },
        { "unclosed outputs", string.Concat(Enumerable.Repeat("{{ ", 20_000)) },
        { "too long", new string('甲', 300_000) },
        { "capture doubling", "{% capture a %}xxxxxxxx{% endcapture %}" + string.Concat(Enumerable.Repeat("{% capture a %}{{ a }}{{ a }}{% endcapture %}", 60)) },
        { "append doubling", "{% assign a = 'x' %}" + string.Concat(Enumerable.Repeat("{% assign a = a | append: a %}", 60)) },
        { "range", "{% for i in (1..2000000000) %}{% for j in (1..2000000000) %}{{ i }}{% endfor %}{% endfor %}" },
        { "include", "{% include '/etc/passwd' %}" },
        { "render", "{% render '/etc/passwd' %}" },
        { "reflection", "{{ report.GetType.Assembly }}" },
        { "member of text", "{% assign a = 'x' %}{{ a.Length.Foo }}" },
        { "private use", "\uE0000\uE001" },
        { "while", "{% while true %}{% endwhile %}" },
        { "liquid tag", "{% liquid assign a = 1 %}" },
        { "macro", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}" },
        { "increment", "{% increment a %}" },
        { "raw", "{% raw %}{{ }}{% endraw %}" },
        { "environment", "{{ \"PATH\" | env }}" },
        { "json", "{{ report | json }}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task It_is_refused_at_once(string name, string text)
    {
        var clock = Stopwatch.StartNew();
        (await CheckAsync(text)).ShouldNotBeEmpty(name);
        clock.Elapsed.ShouldBeLessThan(Bearable);
    }

    [Fact]
    public async Task Loops_within_loops_are_stopped()
    {
        var loops = string.Concat(Enumerable.Range(0, 20).Select(at => $"{{% for m{at} in report.months %}}"));
        var text = "{% assign cs = \"county\" | departments %}" + loops + "{{ \"projects\" | figure: report }}" + string.Concat(Enumerable.Repeat("{% endfor %}", 20));
        var clock = Stopwatch.StartNew();
        (await CheckAsync(text)).ShouldHaveSingleItem().Code.ShouldBeOneOf("template-grows-too-large", "template-too-slow");
        clock.Elapsed.ShouldBeLessThan(Bearable + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Empty_loops_within_loops_are_stopped()
    {
        var text = string.Concat(Enumerable.Range(0, 20).Select(at => $"{{% for m{at} in report.months %}}")) + string.Concat(Enumerable.Repeat("{% endfor %}", 20));
        var clock = Stopwatch.StartNew();
        (await CheckAsync(text)).ShouldHaveSingleItem();
        clock.Elapsed.ShouldBeLessThan(Bearable + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Much_text_in_a_loop_is_stopped()
    {
        var text = "{% for a in report.months %}{% for b in report.months %}{% for c in report.months %}{% for d in report.months %}" + new string('甲', 50_000) + "{% endfor %}{% endfor %}{% endfor %}{% endfor %}";
        (await CheckAsync(text)).ShouldHaveSingleItem().Code.ShouldBe("template-grows-too-large");
    }
}
