namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Metrics that cannot be counted.</summary>
internal static class BadMetrics
{
    public static readonly BadDocument[] All =
    [
        new("A metric whose entries a template lists, made a formula", "metrics: [{ code: funds, name: 投入资金, unit: 亿元, formula: joins * 2 }]", "metric-breaks-template metrics[0].code"),
        new("Neither measure nor formula", Metric(""), "measure-missing metrics[0].measure"),
        new("Measure and formula", Metric("measure: count, of: [joined], formula: joins + 1"), "measure-and-formula metrics[0].formula"),
        new("A measure that nobody knows", Metric("measure: average funds, of: [joined]"), "measure-unreadable metrics[0].measure"),
        new("A count of nothing", Metric("measure: count"), "kinds-missing metrics[0].of"),
        new("A kind that nobody knows", Metric("measure: count, of: [left, joind]"), "kind-unknown metrics[0].of[1]"),
        new("A kind twice", Metric("measure: count, of: [joined, joined]"), "kind-repeated metrics[0].of[1]"),
        new("A kind that begins and ends", Metric("measure: in-force enterprise, of: [joined], ended-by: [joined]"), "kind-repeated metrics[0].ended-by[0]"),
        new("An end to what is not in force", Metric("measure: distinct enterprise, of: [joined], ended-by: [left]"), "ended-by-not-possible metrics[0].ended-by"),
        new("A kind to end that nobody knows", Metric("measure: in-force enterprise, of: [joined], ended-by: [gone]"), "kind-unknown metrics[0].ended-by[0]"),
        new("A sum of a text", Metric("measure: sum note, of: [joined]"), "field-not-a-number metrics[0].measure"),
        new("The latest of a choice", Metric("measure: latest form, of: [joined]"), "field-not-a-number metrics[0].measure"),
        new("A sum of a field that one kind lacks", Metric("measure: sum funds, of: [joined, left]"), "field-not-in-kind metrics[0].measure"),
        new("Distinct numbers", Metric("measure: distinct staff, of: [joined]"), "field-not-a-party metrics[0].measure"),
        new("Distinct of a field that no kind has", Metric("measure: distinct enterprise | chamber, of: [joined]"), "field-not-in-kind metrics[0].measure"),
        new("In force of what no entry names", Metric("measure: in-force chamber, of: [joined]"), "field-not-in-kind metrics[0].measure"),
        new("Once per a text", Metric("measure: sum funds once per note, of: [joined]"), "field-not-a-party metrics[0].measure"),
        new("An unknown program", Metric("measure: count, of: [joined], where: { program: [wanqi, wanchi] }"), "program-unknown metrics[0].where.program[1]"),
        new("An unknown level", Metric("measure: count, of: [joined], where: { department: { level: country } }"), "level-unknown metrics[0].where.department.level[0]"),
        new("An unknown tag", Metric("measure: count, of: [joined], where: { department: { tag: [市直, 省直] } }"), "tag-unknown metrics[0].where.department.tag[1]"),
        new("An unknown part of a department", Metric("measure: count, of: [joined], where: { department: { levels: city } }"), "key-unknown metrics[0].where.department.levels"),
        new("A condition on no field", Metric("measure: count, of: [joined], where: { colour: red }"), "field-not-in-kind metrics[0].where.colour"),
        new("An option that the choice lacks", Metric("measure: count, of: [joined], where: { form: [线上, 空中] }"), "condition-does-not-fit metrics[0].where.form[1]"),
        new("Yes/no that is neither", Metric("measure: count, of: [joined], where: { local: perhaps }"), "condition-does-not-fit metrics[0].where.local[0]"),
        new("A number that is none", Metric("measure: count, of: [joined], where: { staff: many }"), "condition-does-not-fit metrics[0].where.staff[0]"),
        new("A number below the least", Metric("measure: count, of: [joined], where: { staff: 0 }"), "condition-does-not-fit metrics[0].where.staff[0]"),
        new("A day that does not exist", Metric("measure: count, of: [joined], where: { signed: 2022-02-30 }"), "condition-does-not-fit metrics[0].where.signed[0]"),
        new("A condition on a party", Metric("measure: count, of: [joined], where: { enterprise: 某公司 }"), "condition-does-not-fit metrics[0].where.enterprise[0]"),
        new("A condition without a value", Metric("measure: count, of: [joined], where: { form: }"), "condition-empty metrics[0].where.form"),
        new("A filter that is a text", Metric("measure: count, of: [joined], where: all"), "mapping-wanted metrics[0].where"),
        new("A formula that breaks off", Metric("formula: joins +"), "formula-unreadable metrics[0].formula"),
        new("A formula with an unknown metric", Metric("formula: joins / standin"), "metric-unknown metrics[0].formula"),
        new("A formula of departments that nobody is", Metric("formula: joins / departments(village)"), "level-or-tag-unknown metrics[0].formula"),
        new("A formula of itself", Metric("formula: m + 1"), "formula-cycle metrics[0].formula"),
        new("A cycle of formulas, one of them stored", "metrics:\n  - { code: joins, name: 次数, unit: 次, formula: each * 2 }\n", "formula-cycle metrics[0].formula"),
        new("A cycle of formulas", "metrics:\n  - { code: a, name: 甲, unit: 次, formula: b + 1 }\n  - { code: b, name: 乙, unit: 次, formula: until(a) }\n", "formula-cycle metrics[0].formula", "formula-cycle metrics[1].formula"),
        new("A formula with kinds", Metric("formula: joins + 1, of: [joined]"), "formula-takes-no-kinds metrics[0].formula"),
        new("A code that a formula reads as a number", "metrics:\n  - { code: \"2022\", name: 甲, unit: 次, measure: count, of: [joined] }\n", "code-reserved metrics[0].code"),
        new("A code that a formula reads as a function", "metrics:\n  - { code: until, name: 甲, unit: 次, measure: count, of: [joined] }\n", "code-reserved metrics[0].code"),
        new("A part of an unknown whole", Metric("measure: count, of: [joined], part-of: join"), "metric-unknown metrics[0].part-of"),
        new("A part of itself", Metric("measure: count, of: [joined], part-of: m"), "part-of-itself metrics[0].part-of"),
        new("Parts of each other", "metrics:\n  - { code: a, name: 甲, unit: 次, measure: count, of: [joined], part-of: b }\n  - { code: b, name: 乙, unit: 次, measure: count, of: [joined], part-of: a }\n", "part-of-itself metrics[0].part-of", "part-of-itself metrics[1].part-of"),
        new("A negative scale", Metric("measure: count, of: [joined], scale: -1"), "unit-not-sound metrics[0].scale"),
        new("A scale of seven", Metric("measure: count, of: [joined], scale: 7"), "unit-not-sound metrics[0].scale"),
        new("Seven decimals in print", Metric("measure: count, of: [joined], decimals: 7"), "unit-not-sound metrics[0].decimals"),
        new("No unit", "metrics:\n  - { code: m, name: 指标, measure: count, of: [joined] }\n", "value-missing metrics[0].unit"),
        new("Who leans on an unsound metric is not blamed", "metrics:\n  - { code: a, name: 甲, unit: 次, measure: count, of: [joined], decimals: x }\n  - { code: b, name: 乙, unit: 次, formula: a + 1 }\n", "number-wanted metrics[0].decimals"),
    ];

    private static string Metric(string rest) => $"metrics:\n  - {{ code: m, name: 指标, unit: 次{(rest.Length > 0 ? ", " : "")}{rest} }}\n";
}
