using System.Text.Json;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Tests.Totals;

namespace WorkTracker.Projections.Tests.Golden;

/// <summary>
/// Stored events are read for ever: what is written today is what these files say, and what they say is read. A file is never changed;
/// a new field is added with a file of its own beside the old one's reading.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. EventStore.EventNames.Values];

    [Fact]
    public void Every_event_type_has_a_sample_and_a_file_and_no_file_is_left_over()
    {
        Samples.Events.Select(sample => EventStore.EventNames[sample.GetType()]).ShouldBe(EventStore.EventNames.Values, ignoreOrder: true);
        Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).ShouldBe(EventStore.EventNames.Values, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_as_its_file_says(string name) => JsonSerializer.Serialize(Sample(name), Sample(name).GetType(), StoredJson.Options).ShouldBe(File(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_read_as_the_event(string name)
    {
        var read = JsonSerializer.Deserialize(File(name), Sample(name).GetType(), StoredJson.Options)!;
        read.ShouldBeEquivalentTo(Sample(name));
        JsonSerializer.Serialize(read, read.GetType(), StoredJson.Options).ShouldBe(File(name));
    }

    /// <summary>Who opened an account came later: the file above is of the first events, which did not say so.</summary>
    [Fact]
    public void An_account_says_who_opened_it() =>
        JsonSerializer.Serialize(new AccountOpened(Guid.Empty, "wang.fang", "li.na"), StoredJson.Options).ShouldBe("""{"account":"00000000-0000-0000-0000-000000000000","name":"wang.fang","by":"li.na"}""");

    /// <summary>That a party is internal came later: the file above is of one that all know.</summary>
    [Fact]
    public void An_internal_party_says_so() =>
        JsonSerializer.Serialize(new PartyRegistered(Guid.Empty, "village", "示例村", null, Internal: true), StoredJson.Options).ShouldBe("""{"party":"00000000-0000-0000-0000-000000000000","sort":"village","name":"示例村","internal":true}""");

    /// <summary>The store has settings of its own for how JSON is written.</summary>
    [Fact]
    public async Task The_store_keeps_what_the_files_say()
    {
        await using var store = await TestStore.CreateAsync();
        await using (var session = store.Store.LightweightSession())
        {
            session.Events.StartStream<Entry>(Guid.NewGuid(), [.. Samples.Events]);
            await session.SaveChangesAsync();
        }

        foreach (var name in EventStore.EventNames.Values)
        {
            await using var command = store.Source.CreateCommand("select data = $1::jsonb from wt.mt_events where type = $2");
            command.Parameters.Add(new() { Value = File(name) });
            command.Parameters.Add(new() { Value = name });
            (await command.ExecuteScalarAsync()).ShouldBe(true, name);
        }
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static object Sample(string name) => Samples.Events.Single(sample => EventStore.EventNames[sample.GetType()] == name);

    private static string File(string name) => System.IO.File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n');
}
