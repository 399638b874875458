using JasperFx;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.Marten;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Hosting;

/// <summary>Marten and Wolverine on one of the two roles.</summary>
public static class Storage
{
    /// <summary>Holds which node runs which projection, and the message store.</summary>
    public const string NodesSchema = "nodes";

    public static void AddStorage(this IHostApplicationBuilder builder, string connection, AutoCreate schema)
    {
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        builder.Services.AddSingleton<Appends>();
        builder.Services.AddMarten(services =>
            {
                var options = new StoreOptions();
                EventStore.Configure(options, services.GetRequiredService<Appends>());
                // By the same clock as whatever is decided by an event's time.
                options.Events.TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
                options.AutoCreateSchemaObjects = schema;
                options.CommandTimeout = 300;
                return options;
            })
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .IntegrateWithWolverine(marten =>
            {
                marten.UseWolverineManagedEventSubscriptionDistribution = true;
                marten.MessageStorageSchemaName = NodesSchema;
                marten.AutoCreate = schema;
            });
        builder.UseWolverine(wolverine =>
        {
            // Else it is whichever program built a host first in this process, such as a test program.
            wolverine.ApplicationAssembly = typeof(Storage).Assembly;
            wolverine.AutoBuildMessageStorageOnStartup = schema;
            wolverine.Policies.UseDurableLocalQueues();
            wolverine.Policies.AutoApplyTransactions();
            // A node that dies is taken over in seconds.
            wolverine.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
            wolverine.Durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(100);
            wolverine.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(5);
            wolverine.Durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(2);
            wolverine.Durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(1);
            wolverine.Durability.FirstNodeReassignmentExecution = TimeSpan.Zero;
            wolverine.ServiceName = "worktracker";
        });
    }
}
