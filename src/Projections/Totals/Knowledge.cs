using System.Collections.Concurrent;
using System.Collections.Immutable;
using JasperFx.Events;
using Npgsql;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>What the fold knows beside entries, as of a position: definitions, departments, and which parties are one.</summary>
public sealed record Knowledge(long Position, Definitions Definitions, DepartmentTree Tree, Identities Identities)
{
    public static readonly Knowledge Nothing = new(0, Definitions.Empty, DepartmentTree.Empty, new());

    private static readonly string[] Types = [.. EventStore.EventNames.Where(pair => IsKnowledge(pair.Key)).Select(pair => pair.Value)];

    public MetricRules Rules { get; } = new(Definitions);

    private readonly Dictionary<int, Department> departments = Tree.ByCode.Values.ToDictionary(department => department.Number);

    private readonly Dictionary<int, ImmutableArray<int>> ancestors = Tree.ByCode.Values.ToDictionary(
        department => department.Number, department => Tree.SelfAndAncestors(department.Code).Select(above => above.Number).ToImmutableArray());

    private readonly Dictionary<string, Openings> openings = Definitions.OpeningBalances.Select(balance => balance.Metric)
        .Distinct(StringComparer.Ordinal).ToDictionary(metric => metric, metric => Openings.Of(metric, Definitions, Tree), StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(int, int), ImmutableArray<int>> common = [];

    public ImmutableArray<int> Ancestors(int department) => ancestors[department];

    /// <summary>The departments, each itself included, that are above both.</summary>
    public ImmutableArray<int> CommonAncestors(int department, int other) =>
        common.GetOrAdd((department, other), pair => [.. ancestors[pair.Item1].Where(ancestors[pair.Item2].Contains)]);

    public Department DepartmentOf(int number) => departments[number];

    public Openings OpeningsOf(string metric) => openings.GetValueOrDefault(metric, Openings.None);

    public static bool IsKnowledge(Type type) =>
        type.Namespace is { } name && (name.EndsWith(".Catalog", StringComparison.Ordinal) || name.EndsWith(".Departments", StringComparison.Ordinal)
            || type == typeof(Domain.Parties.PartiesMerged) || type == typeof(Domain.Parties.PartiesSplit));

    /// <summary>
    /// Whether this is still all that is known just before <paramref name="first"/>: another node may have folded pages in between,
    /// or a page of this one may have been rolled back.
    /// </summary>
    public async Task<bool> HoldsBeforeAsync(long first, NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (Position >= first)
        {
            return false;
        }

        await using var command = Sql.Of($"select exists (select 1 from wt.mt_events where seq_id > {Position} and seq_id < {first} and type = any({Types}))").Command(connection);
        return !(bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>After these events, in their order.</summary>
    public Knowledge After(IEnumerable<IEvent> events)
    {
        var (position, definitions, tree, identities) = (Position, Definitions, Tree, Identities);
        foreach (var @event in events)
        {
            position = @event.Sequence;
            if (@event.StreamId == Streams.Catalog)
            {
                definitions = Definitions.Evolve(definitions, @event.Data);
            }
            else if (@event.StreamId == Streams.Departments)
            {
                tree = DepartmentTree.Evolve(tree, @event.Data);
            }
            else if (@event.Data is Domain.Parties.PartiesMerged or Domain.Parties.PartiesSplit)
            {
                identities = ReferenceEquals(identities, Identities) ? new(identities) : identities;
                if (@event.Data is Domain.Parties.PartiesMerged merged)
                {
                    identities.Merge(merged.Party, merged.Into);
                }
                else
                {
                    identities.Split(((Domain.Parties.PartiesSplit)@event.Data).Party);
                }
            }
        }

        return ReferenceEquals(definitions, Definitions) && ReferenceEquals(tree, Tree) && ReferenceEquals(identities, Identities)
            ? this with { Position = position }
            : new(position, definitions, tree, identities);
    }
}
