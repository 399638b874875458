using System.Text.Json;
using WorkTracker.Api.Hosting;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Api.Catalog;

/// <summary>A template in a file of its own, as the catalog document that states it. Its name is in its head.</summary>
internal static class TemplateFile
{
    public static string AsDocument(string code, string text)
    {
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n");
        var name = ReportHead.Split(lines.Split('\n'))?.Lines.FirstOrDefault(line => line.Key == "name").Value;
        return JsonSerializer.Serialize(new { templates = new[] { new { code, name = name is { Length: > 0 } ? name : code, text = lines } } }, AnswerJson.Options);
    }
}
