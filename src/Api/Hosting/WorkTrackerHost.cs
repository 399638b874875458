using System.Net;
using JasperFx;
using Marten;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Operations;
using WorkTracker.Api.Parties;
using WorkTracker.Api.Problems;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Samples;
using WorkTracker.Api.SigningIn;
using WorkTracker.Api.Totals;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Hosting;

/// <summary>The whole program but its verbs: what it is made of, and every route, on one page.</summary>
public static class WorkTrackerHost
{
    /// <summary>The schema must be there; <see cref="Migration"/> sees to it.</summary>
    public static WebApplication Build(Database database, string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var settings = Settings.Of(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Parse(settings.Address), settings.Port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownLimit);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage(database.AppConnection, AutoCreate.None);
        builder.Services.AddSingleton(services => new TotalsReader(
            services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.ConfigureHttpJsonOptions(json => AnswerJson.Configure(json.SerializerOptions));
        builder.Services.AddSingleton<KnownDefinitions>();
        builder.Services.AddSingleton<CommandPath>();
        builder.Services.AddSingleton<EntryCommands>();
        builder.Services.AddSingleton<EntryReader>();
        builder.Services.AddSingleton<PartyReader>();
        builder.Services.AddSingleton<ImportCommands>();
        builder.Services.AddSingleton<MovedTotals>();
        builder.Services.AddSingleton<ChangesSince>();
        builder.Services.AddSingleton<CatalogCommands>();
        builder.Services.AddSingleton<PartyCommands>();
        builder.Services.AddSingleton<ReportDrafts>();
        builder.Services.AddSingleton<DraftPreparation>();
        builder.Services.AddSingleton<ReportFigures>();
        builder.Services.AddSingleton<PdfConversion>();
        builder.Services.AddSingleton<ReportPdfs>();
        builder.Services.AddSingleton<ReportFiles>();
        builder.Services.AddSingleton<ReportReader>();
        builder.Services.AddSingleton<ReportCommands>();
        builder.Services.AddSingleton<ReportRefresh>();
        builder.Services.AddTransient<SampleLoader>();
        builder.AddAccounts(settings);
        builder.AddOpenApi();
        builder.AddOperations();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseDoors(settings);
        app.UseProblems();
        app.UseRouting();
        app.UseDoorkeeper();
        app.MapSession();
        app.MapUsers();
        app.MapEntries();
        app.MapImports();
        app.MapCatalog();
        app.MapParties();
        app.MapTotals();
        app.MapReports();
        app.MapOpenApiPages();
        app.MapOperations();
        return app;
    }
}
