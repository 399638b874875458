using Marten;
using Npgsql;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Tests.Daemon;
using WorkTracker.Projections.Tests.Histories;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Testing;

namespace WorkTracker.Projections.Tests.Store;

/// <summary>The owner migrates, the application's role appends and projects, and nobody changes an event.</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private readonly string owner = $"wt_owner_{Guid.NewGuid():n}";
    private readonly string application = $"wt_app_{Guid.NewGuid():n}";
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.EmptyAsync();
        await ExecuteAsync(database.ConnectionString, $"create role {owner} login password 'x'; create role {application} login password 'x'; grant create on database \"{database.Name}\" to {owner}");
        await MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync(database.ConnectionString, $"drop owned by {owner}, {application} cascade; drop role {owner}, {application}");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_application_appends_and_projects_and_verifies()
    {
        await using var store = TestStore.On(As(application));
        await using var daemon = await RunningDaemon.StartAsync(store);
        var random = new Random(1);
        await store.AppendAsync(new RandomHistory(1, 80), .., random);
        var stored = await store.StoredAsync();
        await daemon.PassAsync(stored[^1].Position);
        await HistoryCheck.EverythingAsync(store, stored, random);
    }

    [Theory]
    [InlineData("update wt.mt_events set data = '{}'")]
    [InlineData("update wt.mt_events set type = 'entry_approved' where false")]
    [InlineData("delete from wt.mt_events")]
    [InlineData("delete from wt.mt_events where seq_id = 1")]
    [InlineData("truncate wt.mt_events")]
    [InlineData("update wt.report_file set bytes = ''")]
    [InlineData("delete from wt.report_file")]
    [InlineData("truncate wt.report_file")]
    [InlineData("truncate wt.mt_streams cascade")]
    public async Task Nobody_changes_or_removes_an_event(string sql)
    {
        await AppendSomethingAsync();
        foreach (var role in new[] { application, owner })
        {
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(As(role), sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, role);
        }

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select count(*) from wt.mt_events where data <> '{}'");
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task The_application_adds_to_the_log_at_the_database_s_own_time()
    {
        await ExecuteAsync(As(application), "insert into accounts.audit (what, who, detail) values ('tried', 'anna', '{}')");
        await using var source = NpgsqlDataSource.Create(As(application));
        await using var command = source.CreateCommand("select count(*) from accounts.audit where what = 'tried' and at > now() - interval '1 minute'");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(1L);
    }

    [Theory]
    [InlineData("drop trigger events_are_append_only on wt.mt_events")]
    [InlineData("alter table wt.mt_events disable trigger all")]
    [InlineData("drop table wt.mt_events cascade")]
    [InlineData("update wt.mt_streams set is_archived = true")]
    [InlineData("delete from wt.mt_streams")]
    [InlineData("update accounts.audit set who = 'somebody'")]
    [InlineData("delete from accounts.audit")]
    [InlineData("insert into accounts.audit (what, at) values ('signed_in', now() - interval '1 year')")]
    [InlineData("insert into accounts.audit (what, no) overriding system value values ('signed_in', 1)")]
    [InlineData("delete from accounts.audit where at < now() - interval '1 year'")]
    [InlineData("truncate accounts.audit")]
    [InlineData("alter table accounts.audit disable trigger all")]
    [InlineData("delete from accounts.account")]
    [InlineData("update accounts.account set name = 'somebody'")]
    [InlineData("update accounts.account set is_sample = false")]
    [InlineData("update accounts.token set account = gen_random_uuid()")]
    [InlineData("update accounts.token set scope = 'All'")]
    [InlineData("update accounts.token set expires_at = now() + interval '9 years'")]
    [InlineData("delete from accounts.token")]
    [InlineData("update accounts.session set begun_at = now()")]
    [InlineData("update accounts.session set account = gen_random_uuid()")]
    [InlineData("update accounts.data_key set xml = ''")]
    [InlineData("delete from accounts.data_key")]
    [InlineData("create table accounts.other (id int)")]
    public async Task The_application_does_not_get_round_the_guard(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(As(application), sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task Migrating_again_and_by_several_at_once_changes_nothing()
    {
        await AppendSomethingAsync();
        await Task.WhenAll(MigrateAsync(), MigrateAsync(), MigrateAsync());
        await using var store = TestStore.On(As(application));
        (await store.StoredAsync()).Count.ShouldBe(1);
    }

    private async Task AppendSomethingAsync()
    {
        await using var store = TestStore.On(As(application));
        await store.AppendAsync(new RandomHistory(1, 0), ..1, new Random(1));
    }

    private async Task MigrateAsync()
    {
        await using var source = NpgsqlDataSource.Create(As(owner));
        using var store = TestStore.StoreOn(As(owner));
        await SchemaMigration.ApplyAsync(store, source, application);
    }

    private string As(string role) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "x" }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
