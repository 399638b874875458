using Npgsql;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>A range of stream ids, so that no statement reads for long. <c>After</c> and <c>UpTo</c> are null at the ends: together the ranges hold every id there can be.</summary>
internal sealed record EventRange(Guid? After, Guid? UpTo)
{
    private const int Streams = 10_000;

    public Sql Holds(Sql id) => Sql.Join(" and ",
    [
        Sql.Of($"true"),
        .. After is { } after ? [Sql.Of($"{id} > {after}")] : Array.Empty<Sql>(),
        .. UpTo is { } upTo ? [Sql.Of($"{id} <= {upTo}")] : Array.Empty<Sql>(),
    ]);

    public static async Task<IReadOnlyList<EventRange>> AllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var ranges = new List<EventRange>();
        Guid? after = null;
        while (true)
        {
            await using var command = Sql.Of($"""
                select id from wt.mt_streams s where {new EventRange(after, null).Holds(Sql.Of($"s.id"))} order by id offset {Streams - 1} limit 1
                """).Command(connection);
            if (await command.ExecuteScalarAsync(cancellation) is not Guid end)
            {
                return [.. ranges, new(after, null)];
            }

            ranges.Add(new(after, end));
            after = end;
        }
    }
}
