using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Hosting;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;

namespace WorkTracker.Bench.Rows;

/// <summary>An entry through the command path (validation, command id, locks, append) against a bare INSERT of the same JSON; sixteen writers each.</summary>
internal static class Record
{
    private const int Writers = 16;
    private const int Parties = 1000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(6);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("record", await stores.EventsAsync(0, Parties));
        await BenchServer.ExecuteAsync(connection, "create table bare (id uuid primary key, data jsonb not null)");
        // Built and not started: nobody projects beside the writers.
        await using var app = WorkTrackerHost.Build(Database.At(connection), ["--WorkTracker:Port=0", "--Logging:LogLevel:Default=Error"]);
        var commands = app.Services.GetRequiredService<EntryCommands>();
        await using var bare = NpgsqlDataSource.Create(connection);
        var samples = Enumerable.Range(0, Writers).Select(writer => new SampleEntries(writer, Parties)).ToArray();

        var (ours, limit) = await Measured.InTurnsAsync(
            3,
            () => Measured.RateAsync(Writers, Turn, writer => ReportAsync(commands, samples[writer].Next())),
            () => Measured.RateAsync(Writers, Turn, writer => InsertAsync(bare, samples[writer].Next())));
        await app.DisposeAsync();
        await stores.Server.DropAsync(connection);
        return [Figure.AtLeast("record an entry, 16 writers", $"{ours:N0}/s", $"bare INSERT {limit:N0}/s", ours / limit, 0.20)];
    }

    private static async Task ReportAsync(EntryCommands commands, SampleEntry entry)
    {
        var outcome = await commands.ReportAsync(Issued.Of(Guid.NewGuid(), JsonSerializer.Serialize(entry.Body), Actor.Local), entry.Command);
        if (outcome is not Outcome.Done)
        {
            throw new InvalidOperationException($"An entry was not taken: {outcome}");
        }
    }

    private static async Task InsertAsync(NpgsqlDataSource bare, SampleEntry entry)
    {
        await using var command = bare.CreateCommand("insert into bare (id, data) values ($1, $2::jsonb)");
        command.Parameters.Add(new() { Value = Guid.NewGuid() });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(entry.Event, StoredJson.Options), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }
}
