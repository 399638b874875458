namespace WorkTracker.Api.Catalog;

/// <summary>A difference in the user's words, a line a change.</summary>
public static class CatalogWording
{
    /// <summary>修改 指标 wanqi.funds 投入资金：decimals 0 → 2；scale 1 → 100000000</summary>
    public static string Sentence(CatalogChange change)
    {
        var what = CatalogSentenceTexts.change.With(Word("change", change.Change), Word("section", change.Section), change.Code, change.Name);
        return change.Parts.Count == 0 ? what : CatalogSentenceTexts.change_with_parts.With(what, string.Join(CatalogSentenceTexts.parts_between, change.Parts.Select(Sentence)));
    }

    private static string Sentence(ChangedPart part) =>
        CatalogSentenceTexts.part.With(part.Path, part.Before ?? CatalogSentenceTexts.part_absent, part.After ?? CatalogSentenceTexts.part_absent);

    /// <summary>A change or section without a word is a bug; a test looks for them.</summary>
    private static string Word(string sort, string code) => CatalogSentenceTexts.ResourceManager.GetString($"{sort}-{code}", null) ?? code;
}
