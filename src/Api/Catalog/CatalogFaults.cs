using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Catalog;

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Suggestion">What was probably meant; absent where nothing is near.</param>
public sealed record CatalogFaultAnswer(string Code, int Line, int Column, string Path, string Message, string? Suggestion);

/// <summary>Faults in the user's words.</summary>
public static class CatalogFaults
{
    public static CatalogFaultAnswer Answer(CatalogFault fault) => new(fault.Code, fault.Line, fault.Column, fault.Path, Message(fault), fault.Suggestion);

    /// <summary>One line: 第 12 行第 5 列 metrics[3].unit：…</summary>
    public static string Sentence(CatalogFault fault) =>
        (fault.Path.Length > 0 ? CatalogSentenceTexts.sentence : CatalogSentenceTexts.sentence_whole).With(fault.Line, fault.Column, fault.Path, Message(fault));

    /// <summary>What is wrong and how to mend it.</summary>
    public static string Message(CatalogFault fault) =>
        (fault.Within is { } within ? CatalogSentenceTexts.within.With(within.Line, within.Column) : "")
        + (CatalogTexts.ResourceManager.GetString(fault.Code, null) is { } text
            ? text.With([.. fault.Particulars, "", "", ""])
            : Problem.Message(new Fault(fault.Code, fault.Path, fault.Particulars)))
        + (fault.Suggestion is { } meant ? CatalogSentenceTexts.suggestion.With(meant) : "");
}
