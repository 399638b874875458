using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Resources;
using System.Text.RegularExpressions;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Tests.Problems;

/// <summary>Every code that users can meet has a status, words and a line in the reference.</summary>
public sealed partial class CodeTests
{
    /// <summary>
    /// Literals that look like codes and are none: verbs and settings, what the catalog's file and formulas say, styles of wording, names in templates,
    /// and values of good answers (why a number has no such wording, or no value; what readiness looks at).
    /// </summary>
    private static readonly string[] NotCodes =
    [
        "accept-withdrawal", "check-env", "wolverine-diagnostics", "worktracker-owner", "x-ref-description", "x-ref-example", "x-schema-id",
        "credit-code", "ended-by", "in-force", "max-length", "opening-balances", "part-of", "previous-year",
        "at-least", "full-coverage", "leading-digits", "over-whole", "points-change", "quoted-names",
        "coverage-impossible", "name-not-quotable", "names-missing", "names-repeated", "needs-more-decimals", "not-near-enough", "share-out-of-range",
        "shares-too-few", "style-does-not-fit", "unit-does-not-fit", "value-negative", "value-too-large", "value-too-precise", "value-too-small",
        "first-day", "is-full", "is-whole-year", "issued-by", "issued-on", "last-date", "last-day", "no-comparison", "no-data", "no-value", "template-version", "token-refused", "year-name", "year-to-date",
        "division-by-zero", "too-large", "projection-far-behind", "projection-stopped",
        "sample-reviewer", "worktracker-csrf", "no-store", "same-origin",
        "role-administrator", "role-auditor", "role-leader", "role-reporter", "role-reviewer", "role-writer",
    ];

    [Fact]
    public void Every_code_in_the_program_has_words()
    {
        var worded = Keys(FaultTexts.ResourceManager).Concat(Keys(ProblemTexts.ResourceManager)).Concat(Keys(CatalogTexts.ResourceManager)).Concat(Keys(CatalogSentenceTexts.ResourceManager))
            .Concat(Keys(VerbTexts.ResourceManager)).Concat(Keys(CommandLineTexts.ResourceManager)).ToHashSet(StringComparer.Ordinal);
        Literals().Where(literal => !worded.Contains(literal) && !NotCodes.Contains(literal)).Order().ShouldBeEmpty();
    }

    [Fact]
    public void Every_problem_has_a_status_and_a_title_and_every_refusal_a_detail()
    {
        Statuses.Codes.Order().ShouldBe(Keys(ProblemTexts.ResourceManager).Order());
        Statuses.Codes.Select(Statuses.Of).ShouldAllBe(status => status >= 400 && status < 600);
    }

    [Fact]
    public void No_words_are_kept_for_codes_that_nobody_emits() =>
        Keys(FaultTexts.ResourceManager).Concat(Keys(CatalogTexts.ResourceManager)).Except(Literals()).Order().ShouldBeEmpty();

    [Fact]
    public void Every_text_can_be_filled_in()
    {
        foreach (var code in Keys(FaultTexts.ResourceManager))
        {
            var text = Problem.Message(new Fault(code, "", "〔1〕", "〔2〕", "〔3〕"));
            text.ShouldNotBe(code);
            text.ShouldNotMatch(@"\{\d\}", code);
        }
    }

    /// <summary>Kebab-case literals of the assemblies, from their metadata.</summary>
    private static HashSet<string> Literals() =>
        [.. new[] { typeof(Fault), typeof(WorkTracker.Reports.Templates.TemplateCheck), typeof(Problem) }.SelectMany(type => LiteralsOf(type.Assembly.Location)).Where(literal => Code().IsMatch(literal))];

    private static IEnumerable<string> LiteralsOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        for (var at = metadata.GetNextHandle(default(UserStringHandle)); !at.IsNil; at = metadata.GetNextHandle(at))
        {
            yield return metadata.GetUserString(at);
        }
    }

    private static IEnumerable<string> Keys(ResourceManager texts) =>
        texts.GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, true, false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key);

    [GeneratedRegex("^[a-z]+(-[a-z]+)+$")]
    private static partial Regex Code();
}
