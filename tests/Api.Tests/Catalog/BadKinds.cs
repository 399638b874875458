namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Kinds whose fields make no sense, or whose new version takes from a metric what it counts.</summary>
internal static class BadKinds
{
    public static readonly BadDocument[] All =
    [
        new("An unknown type of field", Field("type: integer"), "type-unknown kinds[0].fields[0].type"),
        new("A field twice", "kinds:\n  - { code: k, name: 类, fields: [{ code: f, name: 甲, type: text }, { code: f, name: 乙, type: text }] }\n", "code-repeated kinds[0].fields[1].code"),
        new("A field named like a part of a filter", "kinds:\n  - { code: k, name: 类, fields: [{ code: department, name: 甲, type: text }] }\n", "code-reserved kinds[0].fields[0].code"),
        new("A party without sorts", Field("type: party"), "sorts-missing kinds[0].fields[0].sorts"),
        new("An unknown sort of party", Field("type: party, sorts: [enterprise, company]"), "sort-unknown kinds[0].fields[0].sorts[1]"),
        new("A text with sorts", Field("type: text, sorts: [enterprise]"), "setting-not-possible kinds[0].fields[0].sorts"),
        new("A choice without options", Field("type: choice"), "options-missing kinds[0].fields[0].options"),
        new("An option twice", Field("type: choice, options: [甲, 乙, 甲]"), "option-repeated kinds[0].fields[0].options[2]"),
        new("A number with options", Field("type: whole, options: [甲]"), "setting-not-possible kinds[0].fields[0].options"),
        new("A quantity without a unit", Field("type: quantity"), "quantity-unit-missing kinds[0].fields[0].unit"),
        new("A text with a unit", Field("type: text, unit: 人"), "setting-not-possible kinds[0].fields[0].unit"),
        new("A text with a least value", Field("type: text, min: 1"), "setting-not-possible kinds[0].fields[0].min"),
        new("Limits the wrong way round", Field("type: whole, min: 5, max: 1"), "limits-reversed kinds[0].fields[0].min"),
        new("A limit that is no number", Field("type: whole, min: much"), "number-wanted kinds[0].fields[0].min"),
        new("A limit of 10^30", Field("type: money, max: 1e30"), "number-out-of-range kinds[0].fields[0].max"),
        new("Seven decimals", Field("type: decimal, decimals: 7"), "setting-not-possible kinds[0].fields[0].decimals"),
        new("Half a decimal", Field("type: decimal, decimals: 0.5"), "whole-wanted kinds[0].fields[0].decimals"),
        new("Decimals of a whole number", Field("type: whole, decimals: 2"), "setting-not-possible kinds[0].fields[0].decimals"),
        new("A text of no length", Field("type: text, max-length: 0"), "setting-not-possible kinds[0].fields[0].max-length"),
        new("Perhaps required", Field("type: text, required: perhaps"), "flag-wanted kinds[0].fields[0].required"),
        new("An unknown way of approval", "kinds:\n  - { code: k, name: 类, approval: twice }\n", "approval-unknown kinds[0].approval"),
        new("A reader that is no role", "kinds:\n  - { code: k, name: 类, readers: [reviewer, chief] }\n", "role-unknown kinds[0].readers[1]"),
        new("A new version without the field that a metric adds up",
            "kinds:\n  - { code: joined, name: 企业参与, fields: [{ code: enterprise, name: 企业, type: party, sorts: [enterprise] }] }\n", "kind-breaks-metric kinds[0].fields"),
        new("A new version whose party became a text, for a beginning",
            "kinds:\n  - { code: joined, name: 企业参与, fields: [{ code: enterprise, name: 企业, type: text }, { code: funds, name: 资金, type: money }] }\n", "kind-breaks-metric kinds[0].fields"),
        new("A new version without the party that an ending names", "kinds:\n  - { code: left, name: 企业退出 }\n", "kind-breaks-metric kinds[0].fields"),
    ];

    private static string Field(string rest) => $"kinds:\n  - {{ code: k, name: 类, fields: [{{ code: f, name: 字段, {rest} }}] }}\n";
}
