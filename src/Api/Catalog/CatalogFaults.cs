using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Catalog;

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record CatalogFaultAnswer(string Code, int Line, int Column, string Path, string Message);

internal static class CatalogFaults
{
    public static CatalogFaultAnswer Answer(CatalogFault fault) => new(fault.Code, fault.Line, fault.Column, fault.Path, Message(fault));

    /// <summary>added, renamed, changed … in Chinese.</summary>
    public static string ChangeName(string change) => CatalogTexts.ResourceManager.GetString($"change-{change}", null) ?? change;

    private static string Message(CatalogFault fault) =>
        CatalogTexts.ResourceManager.GetString(fault.Code, null) is { } text
            ? text.With([.. fault.Particulars, "", "", ""])
            : Problem.Message(new Fault(fault.Code, fault.Path, fault.Particulars));
}
