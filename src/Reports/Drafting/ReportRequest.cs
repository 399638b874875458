using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Reports.Drafting;

/// <summary>A report that is wanted: a template over a window, for a department, on a basis.</summary>
public sealed record ReportRequest(Template Template, Department Department, Window Window, Basis Basis);
