namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Opening balances that no total could begin with.</summary>
internal static class BadOpenings
{
    public static readonly BadDocument[] All =
    [
        new("Of a formula", Opening("metric: each, department: county, on: 2020-12-31, value: 1"), "opening-not-possible opening-balances[0].metric"),
        new("Of the latest", "metrics:\n  - { code: m, name: 指标, unit: 人, measure: latest staff, of: [joined] }\n" + Opening("metric: m, department: county, on: 2020-12-31, value: 1"), "opening-not-possible opening-balances[0].metric"),
        new("Of an unknown metric", Opening("metric: joinz, department: county, on: 2020-12-31, value: 1"), "metric-unknown opening-balances[0].metric"),
        new("Of an unknown department", Opening("metric: joins, department: contry, on: 2020-12-31, value: 1"), "department-unknown opening-balances[0].department"),
        new("On no day", Opening("metric: joins, department: county, value: 1"), "value-missing opening-balances[0].on"),
        new("Of nothing", Opening("metric: joins, department: county, on: 2020-12-31"), "value-missing opening-balances[0].value"),
        new("Below zero", Opening("metric: funds, department: county, on: 2020-12-31, value: -0.01"), "opening-value opening-balances[0].value"),
        new("Half an entry", Opening("metric: joins, department: county, on: 2020-12-31, value: 0.5"), "opening-value opening-balances[0].value"),
        new("Parties of a count", Opening("metric: joins, department: county, on: 2020-12-31, value: 1, parties: [{ sort: enterprise, name: 某公司 }]"), "opening-lists-nothing opening-balances[0].parties"),
        new("A party of a sort that the metric does not count", Opening("metric: standing, department: county, on: 2020-12-31, parties: [{ sort: village, name: 某村 }]"), "opening-sort opening-balances[0].parties[0].sort"),
        new("A party of an unknown sort", Opening("metric: standing, department: county, on: 2020-12-31, parties: [{ sort: firm, name: 某公司 }]"), "sort-unknown opening-balances[0].parties[0].sort"),
        new("A party without a name", Opening("metric: standing, department: county, on: 2020-12-31, parties: [{ sort: enterprise }]"), "value-missing opening-balances[0].parties[0].name"),
        new("A credit code with a wrong check character", Opening("metric: standing, department: county, on: 2020-12-31, parties: [{ sort: enterprise, name: 某公司, credit-code: 91350100M000100Y44 }]"), "credit-code-check-character opening-balances[0].parties[0].credit-code"),
        new("The same metric, department and day twice",
            "opening-balances:\n  - { metric: joins, department: county, on: 2020-12-31, value: 1 }\n  - { metric: joins, department: county, on: 2020-12-31, value: 2 }\n", "opening-repeated opening-balances[1].metric"),
        new("A metric that can no longer have the balance that is stored", "metrics:\n  - { code: standing, name: 参与企业, unit: 家, measure: count, of: [joined] }\n", "metric-breaks-opening metrics[0].measure"),
    ];

    private static string Opening(string item) => $"opening-balances:\n  - {{ {item} }}\n";
}
