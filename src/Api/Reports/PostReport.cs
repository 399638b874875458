using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;

namespace WorkTracker.Api.Reports;

public static class PostReport
{
    /// <summary>起草: fills a template; all its figures are of one position. Slots of an earlier report are kept where <c>from</c> names it.</summary>
    /// <response code="201">Drafted and stored; the file is at /file.</response>
    [ProducesResponseType<CommandAnswer>(201)]
    public static async Task<IResult> HandleAsync(HttpContext http, ReportCommands reports)
    {
        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var wanted = new ReportWanted(reader.Wanted("template"), reader.Text("department"), reader.Wanted("window"), reader.Text("basis"), reader.Text("asOf"));
            var from = reader.Text("from");
            var faults = reader.Faults();
            Guid earlier = default;
            if (from is not null && !Guid.TryParse(from, out earlier))
            {
                faults = faults.Add(new("report-unknown", "from", from));
            }

            return faults.IsEmpty
                ? await CommandAnswer.OfAsync(await reports.DraftAsync(body.Issued, wanted, from is null ? null : earlier, http.RequestAborted), http, $"/api/reports/{body.Issued.Id}")
                : CommandAnswer.Malformed(faults);
        }
    }

    /// <summary>更正: puts a corrected, frozen edition in a report's place.</summary>
    /// <response code="200">Superseded; the file stays as it is.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static async Task<IResult> SupersedeAsync(string id, HttpContext http, ReportCommands reports, ReportReader reader)
    {
        if (!Guid.TryParse(id, out var report))
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var read = new BodyReader(body.Root);
            var (version, by) = (read.Version(), read.Wanted("by"));
            var faults = read.Faults();
            if (!Guid.TryParse(by, out var edition) && faults.IsEmpty)
            {
                faults = faults.Add(new("report-unknown", "by", by));
            }

            return faults.IsEmpty
                ? await CommandAnswer.OfAsync(await reports.SupersedeAsync(body.Issued, report, version, edition, http.RequestAborted), http, current: PostFile.Current(reader, http))
                : CommandAnswer.Malformed(faults);
        }
    }
}
