using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Imports;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;

namespace WorkTracker.Bench.Rows;

/// <summary>A CSV file of 10,000 rows, read, checked and stored in one transaction, against a bare binary COPY of the same JSON.</summary>
internal static class Import
{
    public const int RowCount = 10_000;
    private const string Kind = "visit-made";
    private const int Parties = 10_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("import", await stores.EventsAsync(0, 1000));
        await BenchServer.ExecuteAsync(connection, "create table bare (id uuid primary key, data jsonb not null)");
        await using var app = WorkTrackerHost.Build(Database.At(connection), ["--WorkTracker:Port=0", "--Logging:LogLevel:Default=Error"]);
        var imports = app.Services.GetRequiredService<ImportCommands>();
        var sample = new SampleEntries(1, Parties);

        var (ours, limit) = await Measured.InTurnsAsync(
            3,
            async () =>
            {
                var file = File(sample);
                return RowCount / await Measured.SecondsAsync(() => StoreAsync(imports, file));
            },
            async () =>
            {
                var rows = Entries(sample).Select(entry => (entry.Id, Json: JsonSerializer.Serialize(entry.Event, StoredJson.Options))).ToList();
                return RowCount / await Measured.SecondsAsync(() => CopyAsync(connection, rows));
            });
        await app.DisposeAsync();
        await stores.Server.DropAsync(connection);
        return [Figure.AtLeast("import 10,000 rows in one transaction", $"{ours:N0} rows/s", $"bare COPY {limit:N0} rows/s", ours / limit, 0.07)];
    }

    public static byte[] File(SampleEntries sample)
    {
        var csv = new StringBuilder("department,program,occurredOn,enterprise,problems\n");
        foreach (var entry in Entries(sample))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{entry.Department},{entry.Kind},{entry.Iso},{((SampleParty)entry.Fields[0].Value).Name},{entry.Fields[1].Value}\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    public static async Task StoreAsync(ImportCommands imports, byte[] file)
    {
        var (read, fault) = ImportFile.Read("sample.csv", file);
        var outcome = await imports.ImportAsync(Issued.Of(Guid.NewGuid(), read?.Hash ?? fault!.Code, Actor.Local), Kind, null, read!);
        if (outcome is not Outcome.Done)
        {
            throw new InvalidOperationException($"An import was not taken: {outcome}");
        }
    }

    private static IEnumerable<SampleEntry> Entries(SampleEntries sample) => Enumerable.Range(0, RowCount).Select(_ => sample.Next(Kind));

    private static async Task CopyAsync(string connection, List<(Guid Id, string Json)> rows)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var copy = await opened.BeginBinaryImportAsync("copy bare (id, data) from stdin (format binary)");
        foreach (var (id, json) in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(json, NpgsqlDbType.Jsonb);
        }

        await copy.CompleteAsync();
    }
}
