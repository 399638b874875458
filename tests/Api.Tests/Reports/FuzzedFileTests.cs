using System.IO.Compression;
using System.Net.Http.Headers;
using System.Xml.Linq;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>Files that nobody's program writes: whatever is wrong with them is said, and is never a fault of the server's.</summary>
public sealed class FuzzedFileTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Files = 250;

    private static readonly string[] Nasty =
        ["", "-1", "0", "9999999999999999999999", "9223372036854775807", "no.such@1", "lectures.audience@1,lectures.audience@1", "until:9000-12-31", "1000-01-01..9000-12-31", "growth", "quoted-names", "leading-digits",
         "full-coverage", "at-least:0", "over|over|over|over|over", "431002", "reported", "wt:x", "//", "../../x", "\u202E", "<>&\"", "b933d235-a03d-8ee8-8d91-0667cd3edc7c", "wanqi.enterprises@1", "parties", "entries", "/500", "1/-3"];

    [Fact]
    public async Task L1_No_file_makes_a_server_fault()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WORKTRACKER_SEED"), out var given) ? given : 20221231;
        var random = new Random(seed);
        var (id, file) = await DraftAsync();
        var refused = 0;
        for (var at = 0; at < Files; at++)
        {
            var broken = Broken(file, random);
            var refreshed = await api.SendAsync(HttpMethod.Post, "/api/reports/refresh", Content(broken), null);
            refreshed.Status.ShouldBeLessThan(500, $"seed {seed}, file {at}: {refreshed.Body}");
            refused += refreshed.Status == 200 ? 0 : 1;
            var frozen = await api.SendAsync(HttpMethod.Post, $"/api/reports/{id}/freeze?version=1", Content(broken), Guid.NewGuid().ToString());
            frozen.Status.ShouldBeLessThan(500, $"seed {seed}, file {at}: {frozen.Body}");
            if (frozen.Status == 200)
            {
                (await api.GetAsync($"/api/reports/{id}/moved")).Status.ShouldBe(200);
                (id, file) = await DraftAsync();
            }
        }

        refused.ShouldBeGreaterThan(Files / 10);
    }

    /// <summary>Bytes, parts, or what stands in a part: one of them is changed.</summary>
    private static byte[] Broken(byte[] file, Random random) => random.Next(10) switch
    {
        0 => Flipped(file, random),
        1 => file[..random.Next(file.Length)],
        2 => WithParts(file, (zip, entry) => entry.Delete(), random),
        3 => WithParts(file, (zip, entry) => Write(zip.CreateEntry(entry.FullName), Read(entry)), random),
        _ => WithParts(file, (zip, entry) => Rewrite(zip, entry, random), random),
    };

    private static byte[] Flipped(byte[] file, Random random)
    {
        var copy = file.ToArray();
        for (var times = random.Next(1, 20); times > 0; times--)
        {
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        }

        return copy;
    }

    private static byte[] WithParts(byte[] file, Action<ZipArchive, ZipArchiveEntry> change, Random random)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            // What our own data say is tried as often as all other parts.
            var own = zip.Entries.Where(entry => entry.FullName.StartsWith("customXml/", StringComparison.Ordinal)).ToList();
            var among = random.Next(2) == 0 && own.Count > 0 ? own : [.. zip.Entries];
            change(zip, among[random.Next(among.Count)]);
        }

        return stream.ToArray();
    }

    private static void Rewrite(ZipArchive zip, ZipArchiveEntry entry, Random random)
    {
        XDocument part;
        using (var content = entry.Open())
        {
            part = XDocument.Load(content);
        }

        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var elements = part.Descendants().ToList();
            var element = elements[random.Next(elements.Count)];
            var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace != XNamespace.Xml).ToList();
            switch (random.Next(6))
            {
                case 0 when element.Parent is not null:
                    element.Remove();
                    break;
                case 1 when element.Parent is not null:
                    element.AddAfterSelf(new XElement(element));
                    break;
                case 2:
                    element.Add(new XElement(elements[random.Next(elements.Count)]));
                    break;
                case 3 when attributes.Count > 0:
                    attributes[random.Next(attributes.Count)].Remove();
                    break;
                case 4:
                    element.SetAttributeValue(random.Next(2) == 0 ? "party" : "in", Nasty[random.Next(Nasty.Length)]);
                    break;
                default:
                    if (attributes.Count > 0)
                    {
                        attributes[random.Next(attributes.Count)].Value = Nasty[random.Next(Nasty.Length)];
                    }

                    break;
            }
        }

        var name = entry.FullName;
        entry.Delete();
        using var written = zip.CreateEntry(name).Open();
        part.Save(written);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Write(ZipArchiveEntry entry, byte[] bytes)
    {
        using var content = entry.Open();
        content.Write(bytes);
    }

    private async Task<(Guid Id, byte[] File)> DraftAsync()
    {
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = "2022" });
        drafted.Status.ShouldBe(201, drafted.Body);
        return (drafted.Id, await api.Http.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken));
    }

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };
}
