using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Bench.City;

/// <summary>Forty metrics of all measures; an entry counts in three to four of them.</summary>
internal static class Metrics
{
    private static readonly Filter Hometown = Filter.None with { Fields = [new("hometown", [new FieldValue.Flag(true)])] };

    public static readonly MetricDefined[] All =
    [
        Metric("wanqi.joins", "count", "enterprise-joined"),
        Metric("wanqi.funds", "sum funds", "enterprise-joined"),
        Metric("wanqi.enterprises", "in-force enterprise", "enterprise-joined") with { EndedBy = ["enterprise-left"] },
        Metric("wanqi.villages", "distinct villages", "enterprise-joined"),
        Metric("wanqi.departments", "distinct department", "enterprise-joined"),
        Metric("wanqi.left", "count", "enterprise-left"),
        Metric("projects.count", "count", "project-signed"),
        Metric("projects.signed", "distinct project", "project-signed"),
        Metric("projects.investment", "sum investment once per project", "project-signed"),
        Metric("projects.enterprises", "distinct enterprise", "project-signed"),
        Metric("projects.hometown", "distinct project", "project-signed") with { Where = Hometown },
        Metric("projects.hometown.investment", "sum investment once per project", "project-signed") with { Where = Hometown },
        Metric("started.count", "count", "project-started"),
        Metric("started.projects", "distinct project", "project-started"),
        Metric("started.invested", "sum invested", "project-started"),
        Metric("started.standing", "in-force project", "project-started"),
        Metric("lectures.sessions", "count", "lecture-held"),
        Metric("lectures.audience", "sum audience", "lecture-held"),
        Metric("lectures.online", "count", "lecture-held") with { Where = Field("form", "线上") },
        Metric("lectures.departments", "distinct department", "lecture-held"),
        Metric("visits.count", "count", "visit-made"),
        Metric("visits.enterprises", "distinct enterprise", "visit-made"),
        Metric("visits.problems", "sum problems", "visit-made"),
        Metric("visits.city", "distinct enterprise", "visit-made") with { Where = Filter.None with { Tags = ["市直"] } },
        Metric("solved.count", "count", "problem-solved"),
        Metric("solved.problems", "distinct problem", "problem-solved"),
        Metric("solved.days", "sum days", "problem-solved"),
        Metric("solved.sections", "count", "problem-solved") with { Where = Filter.None with { Levels = ["section"] } },
        Metric("training.classes", "count", "training-held"),
        Metric("training.people", "sum people", "training-held"),
        Metric("training.city", "sum people", "training-held") with { Where = Filter.None with { Levels = ["office"] } },
        Metric("articles.count", "count", "article-published"),
        Metric("articles.province", "count", "article-published") with { Where = Field("tier", "省级") },
        Metric("articles.national", "count", "article-published") with { Where = Field("tier", "国家级") },
        Metric("aid.count", "count", "aid-given"),
        Metric("aid.amount", "sum amount", "aid-given"),
        Metric("aid.villages", "distinct village", "aid-given"),
        Metric("aid.served", "distinct village | person", "aid-given"),
        Metric("private.share", "latest share", "share-stated"),
        Metric("wanqi.average", "count", "enterprise-joined") with { Measure = null, Formula = "wanqi.funds / wanqi.joins", Of = [] },
    ];

    private static MetricDefined Metric(string code, string measure, string of) =>
        new(code, code, "个", 1, 0, measure, [of], [], Filter.None, null, null);

    private static Filter Field(string code, string value) =>
        Filter.None with { Fields = ImmutableArray.Create(new FieldCondition(code, [new FieldValue.Text(value)])) };
}
