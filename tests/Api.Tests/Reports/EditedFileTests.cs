using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Domain.Accounts;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>A refresh of files that people have edited: only figures change, and nothing that a person did is lost.</summary>
public sealed class EditedFileTests(RunningApi api) : IClassFixture<RunningApi>, IAsyncLifetime
{
    private const string Before = "120人次";
    private const string After = "150人次";

    private static int year = 2010;

    private readonly int own = Interlocked.Increment(ref year);

    public async ValueTask InitializeAsync()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await ReportAsync($"{own}-03-01", 120);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Runs_that_Word_has_split_become_one_text_in_the_first_runs_look()
    {
        var (file, result) = await EditAndRefreshAsync(edited => Content(edited).ReplaceChildren(
            new Run(new RunProperties(new Bold()), new Text("12")), new Run(new Text("0")), new ProofError { Type = ProofingErrorValues.SpellStart }, new Run(new Text("人次"))));
        using (file)
        {
            var control = Audience(file).ShouldHaveSingleItem();
            control.InnerText.ShouldBe(After);
            control.Descendants<Run>().ShouldHaveSingleItem().RunProperties!.Bold.ShouldNotBeNull();
            control.Descendants<ProofError>().ShouldHaveSingleItem();
        }

        result.Moved.Select(moved => (moved.Before, moved.After)).ShouldContain((Before, After));
    }

    [Fact]
    public async Task Text_comments_and_formatting_around_a_figure_stay()
    {
        var (file, _) = await EditAndRefreshAsync(edited =>
        {
            var comments = edited.Main.AddNewPart<WordprocessingCommentsPart>();
            comments.Comments = new Comments(new Comment(new Paragraph(new Run(new Text("请核对")))) { Id = "1", Author = "某人" });
            var control = Audience(edited).Single();
            control.InsertBeforeSelf(new CommentRangeStart { Id = "1" });
            control.InsertAfterSelf(new CommentRangeEnd { Id = "1" }).InsertAfterSelf(new Run(new CommentReference { Id = "1" }));
            edited.Body.AppendChild(new Paragraph(new Run(new RunProperties(new Italic()), new Text("人写的一段。"))));
            edited.Body.Append(edited.Body.GetFirstChild<SectionProperties>()!.CloneNode(true));
            edited.Body.GetFirstChild<SectionProperties>()!.Remove();
        });
        using (file)
        {
            file.Main.WordprocessingCommentsPart!.Comments!.InnerText.ShouldBe("请核对");
            file.Body.Descendants<CommentRangeStart>().ShouldHaveSingleItem();
            file.Body.Descendants<CommentReference>().ShouldHaveSingleItem();
            file.Body.Descendants<Run>().Single(run => run.InnerText == "人写的一段。").RunProperties!.Italic.ShouldNotBeNull();
            Audience(file).Single().InnerText.ShouldBe(After);
        }
    }

    [Fact]
    public async Task Tracked_changes_around_a_figure_stay_and_a_tracked_insertion_of_one_is_refreshed()
    {
        var (file, _) = await EditAndRefreshAsync(edited =>
        {
            var control = Audience(edited).Single();
            var copy = control.CloneNode(true);
            control.InsertBeforeSelf(new InsertedRun(new Run(new Text("约"))) { Id = "7", Author = "某人", Date = DateTime.UnixEpoch });
            control.InsertAfterSelf(new InsertedRun(copy) { Id = "8", Author = "某人", Date = DateTime.UnixEpoch });
            Content(edited).ReplaceChildren(
                new DeletedRun(new Run(new DeletedText("旧"))) { Id = "9", Author = "某人", Date = DateTime.UnixEpoch }, new Run(new Text(Before)));
        });
        using (file)
        {
            file.Body.Descendants<InsertedRun>().Count().ShouldBe(2);
            file.Body.Descendants<DeletedText>().Single().Text.ShouldBe("旧");
            Audience(file).Select(control => string.Concat(control.Descendants<Text>().Select(text => text.Text))).ShouldBe([After, After]);
        }
    }

    [Fact]
    public async Task A_copied_paragraph_is_refreshed_with_its_original()
    {
        var (file, result) = await EditAndRefreshAsync(edited =>
        {
            var paragraph = Audience(edited).Single().Ancestors<Paragraph>().Single();
            var copy = paragraph.InsertAfterSelf(paragraph.CloneNode(true));
            // Word gives a copy no bookmarks, and each control a number of its own.
            foreach (var element in copy.Descendants().Where(element => element is BookmarkStart or BookmarkEnd or SdtId).ToList())
            {
                element.Remove();
            }
        });
        using (file)
        {
            Audience(file).Select(control => control.InnerText).ShouldBe([After, After]);
        }

        result.Moved.Single(moved => moved.After == After).Places.ShouldBe(2);
        result.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_moved_figure_is_refreshed_where_it_stands()
    {
        var (file, result) = await EditAndRefreshAsync(edited =>
        {
            var control = Audience(edited).Single();
            control.Remove();
            edited.Body.Descendants<Paragraph>().Last().Append(control);
        });
        using (file)
        {
            Audience(file).Single().InnerText.ShouldBe(After);
        }

        result.Deleted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_figure_is_reported()
    {
        var (file, result) = await EditAndRefreshAsync(edited => Audience(edited).Single().Remove());
        using (file)
        {
            Audience(file).ShouldBeEmpty();
        }

        result.Deleted.ShouldHaveSingleItem().Metrics.ShouldBe("lectures.audience@1");
    }

    [Fact]
    public async Task A_figure_whose_deletion_is_tracked_is_reported_and_left_alone()
    {
        var (file, result) = await EditAndRefreshAsync(edited => Content(edited).ReplaceChildren(
            new DeletedRun(new Run(new DeletedText(Before))) { Id = "9", Author = "某人", Date = DateTime.UnixEpoch }));
        using (file)
        {
            Audience(file).Single().Descendants<DeletedText>().Single().Text.ShouldBe(Before);
        }

        result.Deleted.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_overtyped_figure_is_left_and_listed_with_both_values()
    {
        var (file, result) = await EditAndRefreshAsync(edited => Content(edited).ReplaceChildren(new Run(new Text("一百多人次"))));
        using (file)
        {
            Audience(file).Single().InnerText.ShouldBe("一百多人次");
        }

        var overtyped = result.Overtyped.ShouldHaveSingleItem();
        (overtyped.Written, overtyped.Recorded, overtyped.Current).ShouldBe(("一百多人次", Before, After));
    }

    [Fact]
    public async Task A_figure_overtyped_with_what_is_right_now_is_the_figure_again()
    {
        var (file, result) = await EditAndRefreshAsync(edited => Content(edited).ReplaceChildren(new Run(new Text(After))));
        file.Dispose();
        result.Overtyped.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_control_without_data_is_named_and_left()
    {
        var (file, result) = await EditAndRefreshAsync(edited => edited.Body.Descendants<Paragraph>().First().Append(new SdtRun(
            new SdtProperties(new Tag { Val = "wt:0000000000000000" }, new SdtId { Val = 99 }), new SdtContentRun(new Run(new Text("9家"))))));
        file.Dispose();
        result.Unknown.ShouldBe(["9家"]);
    }

    [Fact]
    public async Task A_file_saved_by_LibreOffice_is_refreshed()
    {
        if (!api.Services.GetRequiredService<PdfConversion>().IsInstalled)
        {
            Assert.Skip("LibreOffice is not installed.");
        }

        var file = await ThroughLibreOfficeAsync(await DraftAsync());
        await ReportAsync($"{own}-05-01", 30);
        var (refreshed, result, refusal) = await api.Services.GetRequiredService<ReportRefresh>().RunAsync(file, Sight.OfTheProgram, TestContext.Current.CancellationToken);
        refusal.ShouldBeNull();
        using var saved = new WordFile(refreshed!);
        Audience(saved).Single().InnerText.ShouldBe(After);
        result!.Deleted.ShouldBeEmpty();
        result.Overtyped.ShouldBeEmpty();
    }

    private static IEnumerable<SdtElement> Audience(WordFile file) =>
        file.Controls("wt:" + file.Provenance.Figures.Single(figure => figure.Key.Metrics == "lectures.audience@1").Id);

    private static SdtContentRun Content(WordFile file) => Audience(file).First().GetFirstChild<SdtContentRun>()!;

    private async Task<(WordFile File, RefreshResult Result)> EditAndRefreshAsync(Action<WordFile> edit)
    {
        byte[] bytes;
        using (var edited = new WordFile(await DraftAsync()))
        {
            edit(edited);
            edited.Faults.ShouldBeEmpty();
            bytes = edited.Bytes();
        }

        await ReportAsync($"{own}-05-01", 30);
        var (file, result, refusal) = await api.Services.GetRequiredService<ReportRefresh>().RunAsync(bytes, Sight.OfTheProgram, TestContext.Current.CancellationToken);
        refusal.ShouldBeNull();
        var refreshed = new WordFile(file!);
        refreshed.Faults.ShouldBeEmpty();
        return (refreshed, result!);
    }

    private async Task<byte[]> DraftAsync()
    {
        var (draft, faults) = await api.Services.GetRequiredService<ReportDrafts>().FillAsync(new("short", null, $"{own}", null, null), Sight.OfTheProgram, TestContext.Current.CancellationToken);
        faults.ShouldBeEmpty();
        return WordReport.Write(draft!, new(null, DateTimeOffset.UnixEpoch, "示例"));
    }

    private async Task ReportAsync(string day, int audience)
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(day, audience));
        (await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 })).Status.ShouldBe(200);
        await api.SeenAsync();
    }

    private static async Task<byte[]> ThroughLibreOfficeAsync(byte[] file)
    {
        var folder = Directory.CreateTempSubdirectory("worktracker-test-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "a.docx"), Directory.CreateDirectory(Path.Combine(folder.FullName, "out")).FullName);
            await File.WriteAllBytesAsync(from, file);
            using var process = Process.Start(new ProcessStartInfo("soffice", [$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", to, from]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return await File.ReadAllBytesAsync(Path.Combine(to, "a.docx"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

internal static class Elements
{
    public static void ReplaceChildren(this OpenXmlElement element, params OpenXmlElement[] children)
    {
        element.RemoveAllChildren();
        element.Append(children);
    }
}
