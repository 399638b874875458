using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using WorkTracker.Api.Catalog;

namespace WorkTracker.Api.Tests.Catalog;

public sealed partial class BadDocumentTests
{
    private static readonly CatalogScenario Stored = CatalogScenario.Nothing.After(CatalogScenario.City).After("""
        departments:
          - { code: closed, name: 停用单位, level: office, parent: city, closed: 2021-12-31 }
        opening-balances:
          - { metric: standing, department: county, on: 2019-12-31, parties: [{ sort: enterprise, name: 甲公司 }] }
        """);

    private static readonly BadDocument[] Documents = [.. BadTexts.All, .. BadDepartments.All, .. BadKinds.All, .. BadMetrics.All, .. BadOpenings.All, .. BadTemplates.All];

    public static TheoryData<BadDocument> Rules => [.. Documents];

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void A_document_that_breaks_a_rule_has_exactly_the_faults_that_say_so(BadDocument bad)
    {
        var faults = Stored.Loading(bad.Text).Faults;

        faults.Select(fault => $"{fault.Code} {fault.Path}").ShouldBe(bad.Faults, ignoreOrder: true);
        faults.ShouldAllBe(fault => fault.Line >= 1 && fault.Column >= 1);
    }

    [Fact]
    public void Every_fault_says_what_is_wrong_in_the_users_words_with_nothing_left_open()
    {
        foreach (var fault in Documents.SelectMany(bad => Stored.Loading(bad.Text).Faults))
        {
            var sentence = CatalogFaults.Sentence(fault);
            sentence.ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"第 {fault.Line} 行第 {fault.Column} 列"));
            Gap().IsMatch(CatalogFaults.Message(fault)).ShouldBeFalse(sentence);
            CatalogFaults.Message(fault).ShouldNotBe(fault.Code);
        }
    }

    [Fact]
    public void Every_text_of_a_fault_is_of_a_rule_that_is_tried_here()
    {
        var tried = Documents.SelectMany(bad => bad.Faults).Select(fault => fault.Split(' ')[0]).ToHashSet();
        var texts = CatalogTexts.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>().Select(entry => (string)entry.Key);

        texts.Except(tried).ShouldBeEmpty();
    }

    /// <summary>A particular that was not given leaves empty quotes, brackets, or a space before a stop.</summary>
    [GeneratedRegex("“”|（）|\\{[0-9]|[ ：][。）]")]
    private static partial Regex Gap();
}
