using WorkTracker.Domain;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Reports.Word;

/// <summary>Where the entries behind a figure are shown, as they were known at its position; relative to the program's own address.</summary>
public static class FigureAddress
{
    public static string Of(FigureKey key, long position)
    {
        var common = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"department={Uri.EscapeDataString(key.Department)}&window={Uri.EscapeDataString(key.Window)}&basis={(key.Basis == Basis.Approved ? "approved" : "reported")}&asOf={position}");
        return key.Metrics.Contains(',', StringComparison.Ordinal)
            ? $"/api/totals?metrics={Uri.EscapeDataString(key.Metrics)}&{common}&style={Uri.EscapeDataString(key.Style)}"
            : $"/api/totals/{Uri.EscapeDataString(key.Metrics)}/entries?{common}";
    }
}
