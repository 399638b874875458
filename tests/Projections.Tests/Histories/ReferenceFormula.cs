using System.Globalization;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>What formulas must come to: from left to right, word by word. The made up ones want no more.</summary>
public static class ReferenceFormula
{
    public static decimal? Value(this Reference reference, MetricDefined metric, string department, Window window, Basis basis)
    {
        if (metric.Formula is not { } formula)
        {
            return reference.Total(metric, department, window, basis);
        }

        decimal? Term(string word) => word.TrimEnd(')').Split('(') switch
        {
            ["departments", var tag] => reference.All<DepartmentOpened>().Count(d => reference.Below(d.Code, department) && reference.Class(d.Code).Contains(tag)),
            ["until", var code] => Newest(code, Window.SinceTheBeginning(window.Until)),
            ["previous-year", var code] => Newest(code, window.PreviousYear()),
            [var number] when decimal.TryParse(number, CultureInfo.InvariantCulture, out var value) => value,
            [var code] => Newest(code, window),
            _ => throw new NotSupportedException(word),
        };
        decimal? Newest(string code, Window asked) => reference.Total(reference.All<MetricDefined>().Last(m => m.Code == code), department, asked, basis);

        var words = formula.Split(' ');
        var value = Term(words[0]);
        for (var at = 1; at < words.Length; at += 2)
        {
            var next = Term(words[at + 1]);
            value = words[at] switch
            {
                "+" => value + next,
                "-" => value - next,
                "*" => value * next,
                "/" => next == 0 ? null : value / next,
                _ => throw new NotSupportedException(formula),
            };
        }

        return value;
    }
}
