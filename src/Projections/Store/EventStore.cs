using JasperFx.Events;
using JasperFx.Events.Daemon.HighWater;
using Marten;
using Weasel.Core;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Imports;
using WorkTracker.Domain.Parties;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Projections.Store;

/// <summary>How the events are kept: names that never change, metadata, and the rules of appending.</summary>
public static class EventStore
{
    public const string Schema = "wt";

    /// <summary>Every event's stored name. A new type is added here, with a golden file in the tests.</summary>
    public static readonly IReadOnlyDictionary<Type, string> EventNames = new Dictionary<Type, string>
    {
        [typeof(EntryReported)] = "entry_reported",
        [typeof(EntryCorrected)] = "entry_corrected",
        [typeof(EntryEndorsed)] = "entry_endorsed",
        [typeof(EntryApproved)] = "entry_approved",
        [typeof(EntryReturned)] = "entry_returned",
        [typeof(EntryWithdrawn)] = "entry_withdrawn",
        [typeof(WithdrawalAccepted)] = "withdrawal_accepted",
        [typeof(DepartmentOpened)] = "department_opened",
        [typeof(DepartmentRenamed)] = "department_renamed",
        [typeof(DepartmentReclassified)] = "department_reclassified",
        [typeof(DepartmentClosed)] = "department_closed",
        [typeof(ProgramOpened)] = "program_opened",
        [typeof(ProgramEnded)] = "program_ended",
        [typeof(KindDefined)] = "kind_defined",
        [typeof(MetricDefined)] = "metric_defined",
        [typeof(OpeningBalanceSet)] = "opening_balance_set",
        [typeof(ImportAccepted)] = "import_accepted",
        [typeof(PartyRegistered)] = "party_registered",
        [typeof(PartyRenamed)] = "party_renamed",
        [typeof(PartiesMerged)] = "parties_merged",
        [typeof(PartiesSplit)] = "parties_split",
        [typeof(AccountOpened)] = "account_opened",
        [typeof(AccountDisabled)] = "account_disabled",
        [typeof(AccountEnabled)] = "account_enabled",
        [typeof(RoleGranted)] = "role_granted",
        [typeof(AdministratorProposed)] = "administrator_proposed",
        [typeof(AdministratorChangeProposed)] = "administrator_change_proposed",
        [typeof(AdministratorChangeWithdrawn)] = "administrator_change_withdrawn",
        [typeof(RoleRevoked)] = "role_revoked",
        [typeof(PasswordReset)] = "password_reset",
        [typeof(TemplateDefined)] = "template_defined",
        [typeof(ReportDrafted)] = "report_drafted",
        [typeof(ReportFrozen)] = "report_frozen",
        [typeof(ReportSuperseded)] = "report_superseded",
    };

    /// <summary>
    /// Sets up <paramref name="options"/> for a data source of either role; <paramref name="wakeup"/> lets an append in this process wake the daemon at once.
    /// </summary>
    public static void Configure(StoreOptions options, IDaemonWakeup? wakeup)
    {
        options.DatabaseSchemaName = Schema;
        // Marten sets its own casing and its own converter of enums over the options that it is given: ours goes in front again.
        options.UseSystemTextJsonForSerialization(
            StoredJson.Options, EnumStorage.AsString, Casing.CamelCase, json => json.Converters.Insert(0, StoredJson.Enums));
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.UseMandatoryStreamTypeDeclaration = true;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.IgnoreIndex("events_by_moment");
        options.Events.IgnoreIndex("events_of_identities");
        options.Events.IgnoreIndex("events_of_reports");
        foreach (var (type, name) in EventNames)
        {
            options.Events.MapEventType(type, name);
        }

        AllProjections.Register(options, wakeup);
    }
}
