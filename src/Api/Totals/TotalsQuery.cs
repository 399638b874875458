using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>What is asked of totals, as it stands in an address or on a command line. Every text may be null: then its default holds.</summary>
/// <param name="Metrics">Codes separated by commas, each with <c>@version</c> where an earlier definition is meant; null or * means every metric.</param>
/// <param name="Department">A code; null means the root of the tree, or the first department that the asking user may see.</param>
/// <param name="Window">A window by DESIGN §7, such as <c>2022-H1</c>. Required.</param>
/// <param name="Basis"><c>approved</c> (the default) or <c>reported</c>.</param>
public sealed record TotalsQuery(string? Metrics, string? Department, string? Window, string? Basis)
{
    /// <summary>Against the definitions and departments of a view; a refusal names everything that is wrong. What is not to be seen is answered like what does not exist.</summary>
    public TotalsRequest Read(Knowledge knowledge, Sight sight)
    {
        var faults = new List<Fault>();
        var department = ReadDepartment(sight, faults);
        var metrics = ReadMetrics(knowledge.Definitions, department, sight, faults);
        var window = ReadWindow(faults);
        var basis = ReadBasis(faults);
        return faults.Count > 0 ? new TotalsRequest.Invalid([.. faults]) : new TotalsRequest.Valid(metrics, department!, window!, basis);
    }

    private ImmutableArray<Metric> ReadMetrics(Definitions definitions, Department? department, Sight sight, List<Fault> faults)
    {
        if (Metrics is null or "" or "*")
        {
            return [.. definitions.CurrentMetrics.Where(metric => department is not null && sight.Sees(metric, department.Code)).OrderBy(metric => metric.Number).Select(metric => sight.Shown(metric, department!.Code))];
        }

        var read = ImmutableArray.CreateBuilder<Metric>();
        foreach (var text in Metrics.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadMetric(text, definitions) is { } metric && (department is null || sight.Sees(metric, department.Code)))
            {
                read.Add(department is null ? metric : sight.Shown(metric, department.Code));
            }
            else
            {
                faults.Add(new("metric-unknown", "metrics", text));
            }
        }

        return read.ToImmutable();
    }

    /// <summary><c>code</c> or <c>code@version</c>.</summary>
    public static Metric? ReadMetric(string text, Definitions definitions) => text.Split('@') switch
    {
        [var code] => definitions.FindMetric(code),
        [var code, var version] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => definitions.FindMetric(code, number),
        _ => null,
    };

    private Department? ReadDepartment(Sight sight, List<Fault> faults)
    {
        var department = Department is not { Length: > 0 } code ? sight.Home : sight.Rights.Allows(Act.ReadTotals, code, sight.Tree) ? sight.Tree.Find(code) : null;
        if (department is null)
        {
            faults.Add(Department is { Length: > 0 } ? new("department-unknown", "department", Department) : new("departments-missing", "department"));
        }

        return department;
    }

    private Window? ReadWindow(List<Fault> faults)
    {
        if (Window is not { Length: > 0 })
        {
            faults.Add(new("window-missing", "window"));
            return null;
        }

        if (Domain.Window.TryParse(Window, out var window))
        {
            return window;
        }

        faults.Add(new("window-invalid", "window", Window));
        return null;
    }

    private Basis ReadBasis(List<Fault> faults)
    {
        switch (Basis)
        {
            case null or "" or "approved":
                return Domain.Basis.Approved;
            case "reported":
                return Domain.Basis.Reported;
            default:
                faults.Add(new("basis-invalid", "basis", Basis));
                return Domain.Basis.Approved;
        }
    }
}

/// <summary>A query that has been read.</summary>
public abstract record TotalsRequest
{
    private TotalsRequest()
    {
    }

    public sealed record Invalid(ImmutableArray<Fault> Faults) : TotalsRequest;

    public sealed record Valid(ImmutableArray<Metric> Metrics, Department Department, Window Window, Basis Basis) : TotalsRequest
    {
        public IReadOnlyList<Question> Questions => [.. Metrics.Select(metric => new Question(metric, Department, Window, Basis))];
    }
}
