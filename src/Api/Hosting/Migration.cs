using JasperFx;
using Marten;
using Npgsql;
using Wolverine.Runtime;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Hosting;

/// <summary>Brings the schema up to date as the owner; the application's role never creates anything.</summary>
public static class Migration
{
    public static async Task RunAsync(Database database, CancellationToken cancellation = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddStorage(database.OwnerConnection, AutoCreate.CreateOrUpdate);
        using var owner = builder.Build();
        var source = owner.Services.GetRequiredService<NpgsqlDataSource>();
        await SchemaMigration.ApplyAsync(owner.Services.GetRequiredService<IDocumentStore>(), source, database.AppRole, cancellation);
        await owner.Services.GetRequiredService<IWolverineRuntime>().Storage.Admin.MigrateAsync();
        if (database.AppRole is { } role)
        {
            await using var grants = source.CreateCommand($"""
                grant usage on schema {Storage.NodesSchema} to {role};
                grant select, insert, update, delete on all tables in schema {Storage.NodesSchema} to {role};
                grant usage, select, update on all sequences in schema {Storage.NodesSchema} to {role};
                grant execute on all functions in schema {Storage.NodesSchema} to {role};
                """);
            await grants.ExecuteNonQueryAsync(cancellation);
        }
    }
}
