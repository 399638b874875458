using CsCheck;
using WorkTracker.Api.Catalog;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class MistypedTests
{
    private static readonly CatalogScenario Stored = CatalogScenario.Nothing.After(CatalogScenario.City);
    private static readonly string[] Strokes = ["", " ", "\n", "\t", ":", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!x ", "|", ">", "%", "?", ",", "\0", "\ud800", "\\x", "---\n", "null", "1e99", "是", "<<: "];

    [Fact]
    public void Whatever_is_mistyped_is_either_sound_or_has_faults_with_a_place_and_words()
    {
        var stroke = Gen.Select(Gen.Int[0, CatalogScenario.City.Length - 1], Gen.Int[0, 12], Gen.OneOf(Strokes));
        stroke.Array[1, 3].Sample(strokes =>
        {
            var text = strokes.Aggregate(CatalogScenario.City, (sofar, next) =>
            {
                var at = Math.Min(next.Item1, sofar.Length);
                return sofar[..at] + next.Item3 + sofar[Math.Min(sofar.Length, at + next.Item2)..];
            });

            var plan = Stored.Loading(text);

            var lines = text.Split('\n').Length + 1;
            foreach (var fault in plan.Faults)
            {
                fault.Line.ShouldBeInRange(1, lines);
                fault.Column.ShouldBeGreaterThan(0);
                CatalogFaults.Message(fault).ShouldNotBe(fault.Code);
            }
        }, iter: 5_000);
    }
}
