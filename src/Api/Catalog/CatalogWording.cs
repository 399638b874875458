namespace WorkTracker.Api.Catalog;

/// <summary>A difference in the user's words, a line a change.</summary>
public static class CatalogWording
{
    /// <summary>修改 指标 wanqi.funds 投入资金：decimals 0 → 2；scale 1 → 100000000</summary>
    public static string Sentence(CatalogChange change)
    {
        var what = CatalogTexts.change.With(Word("change", change.Change), Word("section", change.Section), change.Code, change.Name);
        return change.Parts.Count == 0 ? what : CatalogTexts.change_with_parts.With(what, string.Join(CatalogTexts.parts_between, change.Parts.Select(Sentence)));
    }

    private static string Sentence(ChangedPart part) =>
        CatalogTexts.part.With(part.Path, part.Before ?? CatalogTexts.part_absent, part.After ?? CatalogTexts.part_absent);

    /// <summary>A change or section without a word is a bug; a test looks for them.</summary>
    private static string Word(string sort, string code) => CatalogTexts.ResourceManager.GetString($"{sort}-{code}", null) ?? code;
}
