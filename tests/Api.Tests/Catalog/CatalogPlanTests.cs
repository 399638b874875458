using WorkTracker.Api.Catalog;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class CatalogPlanTests
{
    private static readonly CatalogScenario City = CatalogScenario.Nothing.After(CatalogScenario.City);

    [Fact]
    public void A_document_loaded_twice_changes_nothing_the_second_time()
    {
        var again = City.Loading(CatalogScenario.City);

        again.Faults.ShouldBeEmpty();
        again.IsEmpty.ShouldBeTrue();
        again.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_document_leaves_out_stays() => City.Loading("programs: []").IsEmpty.ShouldBeTrue();

    [Fact]
    public void Writing_the_same_in_another_way_changes_nothing() =>
        City.Loading("""
            metrics:
              - { code: funds, name: 投入资金, unit: 亿元, scale: 100000000.0, decimals: 2.0, measure: "sum   funds", of: joined }
            """).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Departments_are_opened_parents_first_whatever_the_order_of_the_document() =>
        CatalogScenario.Nothing.Loading("""
            departments:
              - { code: section, name: 科室, level: section, parent: county }
              - { code: county, name: 甲县, level: county, parent: city }
              - { code: city, name: 示例市, level: city }
            """).DepartmentEvents.Cast<DepartmentOpened>().Select(opened => opened.Code).ShouldBe(["city", "county", "section"]);

    [Fact]
    public void A_department_is_renamed_reclassified_and_closed() =>
        City.Loading("departments:\n  - { code: office, name: 新名, level: office, tags: [市直, 统战系统], parent: city, closed: 2022-06-30 }").DepartmentEvents.Select(Said).ShouldBe(
        [
            "DepartmentRenamed office 新名", "DepartmentReclassified office office 市直、统战系统", "DepartmentClosed office 2022-06-30",
        ]);

    [Fact]
    public void The_order_of_tags_says_nothing()
    {
        var tagged = City.After("departments:\n  - { code: office, name: 市直单位, level: office, tags: [市直, 统战系统], parent: city }");

        tagged.Loading("departments:\n  - { code: office, name: 市直单位, level: office, tags: [统战系统, 市直], parent: city }").IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_program_ends_is_renamed_while_ended_and_runs_again()
    {
        var ended = City.After("programs:\n  - { code: wanqi, name: 万企兴万村, ended: 2022-12-31 }");
        ended.Definitions.FindProgram("wanqi")!.EndedOn.ShouldBe(new DateOnly(2022, 12, 31));

        var renamed = ended.After("programs:\n  - { code: wanqi, name: 新名, ended: 2022-12-31 }");
        renamed.Definitions.FindProgram("wanqi").ShouldBe(new Domain.Catalog.Program("wanqi", "新名", new DateOnly(2022, 12, 31)));

        var again = renamed.Loading("programs:\n  - { code: wanqi, name: 新名 }");
        again.Definitions.FindProgram("wanqi")!.EndedOn.ShouldBeNull();
        again.Changes.ShouldHaveSingleItem().Change.ShouldBe("reopened");
    }

    [Fact]
    public void A_changed_metric_becomes_a_new_version_and_the_old_one_stays()
    {
        var changed = City.After("metrics:\n  - { code: joins, name: 参与次数, unit: 次, measure: count, of: [joined], where: { local: true } }");

        changed.Definitions.FindMetric("joins", version: 1)!.Definition.Where.IsEmpty.ShouldBeTrue();
        changed.Definitions.FindMetric("joins")!.Version.ShouldBe(2);
        changed.Definitions.FindKind("joined")!.Version.ShouldBe(1);
    }

    [Fact]
    public void A_kind_may_lose_a_field_when_its_metric_is_changed_with_it()
    {
        const string kind = "kinds:\n  - { code: joined, name: 企业参与, fields: [{ code: enterprise, name: 企业, type: party, sorts: [enterprise] }] }\n";

        City.Loading(kind).Faults.ShouldHaveSingleItem().Code.ShouldBe("kind-breaks-metric");
        City.Loading(kind + "metrics:\n  - { code: funds, name: 投入资金, unit: 次, measure: count, of: [joined] }\n").Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_condition_follows_its_field_to_another_type()
    {
        var filtered = City.After("metrics:\n  - { code: joins, name: 参与次数, unit: 次, measure: count, of: [joined], where: { note: 12 } }");
        var kind = CatalogScenario.City[CatalogScenario.City.IndexOf("kinds:", StringComparison.Ordinal)..CatalogScenario.City.IndexOf("  - code: left", StringComparison.Ordinal)]
            .Replace("type: text, max-length: 100", "type: whole", StringComparison.Ordinal);

        filtered.Loading(kind).Faults.ShouldHaveSingleItem().Code.ShouldBe("kind-breaks-metric");
        filtered.Loading(kind + "metrics:\n  - { code: joins, name: 参与次数, unit: 次, measure: count, of: [joined], where: { note: 12 } }")
            .Changes.Select(change => change.Code).ShouldBe(["joined", "joins"]);
    }

    [Fact]
    public void An_opening_balance_lists_parties_by_name_and_is_replaced_whole()
    {
        const string opening = "opening-balances:\n  - { metric: standing, department: county, on: 2020-12-31, value: 2, parties: [{ sort: enterprise, name: 乙公司 }, { sort: enterprise, name: ' 甲  公司' }, { sort: enterprise, name: 甲 公司 }] }";
        var set = City.Loading(opening).CatalogEvents.ShouldHaveSingleItem().ShouldBeOfType<OpeningBalanceSet>();

        set.Value.ShouldBe(2);
        set.Parties.ShouldBe(new[] { PartyName.IdOf("enterprise", "甲 公司"), PartyName.IdOf("enterprise", "乙公司") }.Order());
        City.After(opening).Loading(opening.Replace("value: 2", "value: 3", StringComparison.Ordinal)).Changes.ShouldHaveSingleItem().Parts.ShouldBe([new ChangedPart("value", "2", "3")]);
    }

    [Fact]
    public void A_metric_that_becomes_a_count_needs_its_opening_balance_without_parties()
    {
        var opened = City.After("opening-balances:\n  - { metric: standing, department: county, on: 2020-12-31, parties: [{ sort: enterprise, name: 甲公司 }] }");
        const string metric = "metrics:\n  - { code: standing, name: 参与企业, unit: 家, measure: count, of: [joined] }\n";

        opened.Loading(metric).Faults.ShouldHaveSingleItem().Code.ShouldBe("metric-breaks-opening");
        opened.Loading(metric + "opening-balances:\n  - { metric: standing, department: county, on: 2020-12-31, value: 1 }\n").Faults.ShouldBeEmpty();
    }

    private static string Said(object @event) => @event switch
    {
        DepartmentRenamed e => $"{nameof(DepartmentRenamed)} {e.Code} {e.Name}",
        DepartmentReclassified e => $"{nameof(DepartmentReclassified)} {e.Code} {e.Level} {string.Join('、', e.Tags)}",
        DepartmentClosed e => $"{nameof(DepartmentClosed)} {e.Code} {e.On:yyyy-MM-dd}",
        _ => @event.ToString()!,
    };
}
