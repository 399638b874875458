using Npgsql;

namespace WorkTracker.Testing;

/// <summary>A database for one test class, cloned from a template that is prepared once a process; dropped on disposal.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string connectionString) => ConnectionString = connectionString;

    /// <summary>Of the administrator's role.</summary>
    public string ConnectionString { get; }

    public string Name => new NpgsqlConnectionStringBuilder(ConnectionString).Database!;

    /// <summary>Calls <paramref name="prepare"/> with an empty database, unless this process has already prepared a template of that name.</summary>
    public static async Task<TestDatabase> CloneAsync(string templateName, Func<string, Task> prepare)
    {
        var template = await TemplateDatabase.PreparedAsync(templateName, prepare);
        return new TestDatabase(await Databases.CreateAsync("test_" + templateName, template));
    }

    public static async Task<TestDatabase> EmptyAsync() => new(await Databases.CreateAsync("test_empty", template: "template0"));

    public async ValueTask DisposeAsync() => await Databases.DropAsync(ConnectionString);
}
