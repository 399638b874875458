namespace WorkTracker.Testing;

/// <summary>
/// A fixture in the shape that xunit.v3 wants, without a reference to it: derive from it, add <c>IAsyncLifetime</c>, and hand it
/// to the test class by <c>IClassFixture</c>.
/// </summary>
public abstract class ClonedDatabase(string templateName) : IAsyncDisposable
{
    private TestDatabase? database;

    public string ConnectionString => (database ?? throw new InvalidOperationException("The fixture has not been initialised.")).ConnectionString;

    public virtual async ValueTask InitializeAsync() => database = await TestDatabase.CloneAsync(templateName, PrepareAsync);

    public virtual async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills the template: schema and data that every test of the name starts with.</summary>
    protected abstract Task PrepareAsync(string connectionString);
}
