using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Totals;

/// <summary>However many ask at once, none waits for a connection that another of them waits with.</summary>
public sealed class ManyReadersTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int More = 3;

    [Fact]
    public async Task Many_more_readers_of_the_past_than_there_are_connections_all_get_their_answer()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2016-03-01", 5));
        await api.PostAsync("/api/entries", Requests.Lecture("2016-04-01", 7));
        await api.SeenAsync();
        var readers = More * new Npgsql.NpgsqlConnectionStringBuilder(api.ConnectionString).MaxPoolSize;
        var answers = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => api.GetAsync($"/api/totals?metrics=lectures.audience&window=2016&basis=reported&asOf={entry.Position}")));
        answers.ShouldAllBe(answer => answer.Status == 200 && answer.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal() == 5);
    }
}
