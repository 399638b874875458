using Microsoft.Extensions.Caching.Memory;

namespace WorkTracker.Api.Reports;

/// <summary>
/// PDFs of reports, for who may read them: one at a time, few who wait, and of a frozen file once. They are kept in memory: each can be made again from its file, and
/// comes out otherwise under other fonts, so that it is no row beside it.
/// </summary>
public sealed class ReportPdfs(PdfConversion conversion, ReportFiles files) : IDisposable
{
    /// <summary>In bytes, of all that are kept.</summary>
    private const long MostKept = 64_000_000;

    private readonly PdfTurns turns = new();
    private readonly SemaphoreSlim one = new(1);
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>A PDF, or the code of why there is none.</summary>
    public async Task<(byte[]? Pdf, string? Refusal)> OfAsync(FoundReport found, string user, CancellationToken cancellation)
    {
        if (Kept(found) is { } before)
        {
            return (before, null);
        }

        using var turn = turns.TryTake(user);
        if (turn is null)
        {
            return (null, "pdf-busy");
        }

        await one.WaitAsync(cancellation);
        try
        {
            // Whoever went before may have asked for the same.
            var pdf = Kept(found) ?? await MakeAsync(found, cancellation);
            return (pdf, pdf is null ? "pdf-unavailable" : null);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        one.Dispose();
    }

    private byte[]? Kept(FoundReport found) => kept.Get<byte[]>(found.Report.File);

    private async Task<byte[]?> MakeAsync(FoundReport found, CancellationToken cancellation)
    {
        var pdf = await conversion.ConvertAsync(await files.ReadAsync(found.Report.File, cancellation), cancellation);
        if (pdf is not null && found.FrozenAt is not null)
        {
            kept.Set(found.Report.File, pdf, new MemoryCacheEntryOptions { Size = pdf.Length });
        }

        return pdf;
    }
}
