using System.Collections.Immutable;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>Makes up a year of a small city from a seed: every event type, every measure, definitions and entries mixed.</summary>
public sealed class RandomHistory
{
    private static readonly string[] Departments = ["city", "north", "south", "north-1", "north-2", "south-1"];
    private static readonly DateOnly First = new(2021, 10, 1);

    private readonly Random random;
    private readonly Dictionary<Guid, Entry> entries = [];
    private readonly List<Guid> inOrder = [];
    private readonly Dictionary<Guid, Guid> merged = [];
    private readonly List<(Guid Stream, object Event)> history = [];
    private Definitions definitions = Definitions.Empty;

    public RandomHistory(int seed, int length)
    {
        random = new(seed);
        Define();
        for (var step = 0; step < length; step++)
        {
            Step();
        }
    }

    /// <summary>In order, each with the stream it belongs to.</summary>
    public IReadOnlyList<(Guid Stream, object Event)> Events => history;

    /// <summary>A window of any form; half of them whole months.</summary>
    public static Window AnyWindow(Random random)
    {
        var (a, b) = (First.AddDays(random.Next(460)), First.AddDays(random.Next(460)));
        var (from, until) = a <= b ? (a, b) : (b, a);
        (from, until) = random.Next(2) == 0 ? (from, until) : (Month.Of(from).FirstDay, Month.Of(until).LastDay);
        return random.Next(6) switch
        {
            0 or 1 => Window.SinceTheBeginning(until),
            2 => Window.Between(new(until.Year, 1, 1), until),
            _ => Window.Between(from, until),
        };
    }

    private void Define()
    {
        (string Code, string Level, string? Parent)[] tree =
            [("city", "city", null), ("north", "county", "city"), ("south", "county", "city"), ("north-1", "section", "north"), ("north-2", "section", "north"), ("south-1", "section", "south")];
        foreach (var (code, level, parent) in tree)
        {
            Add(Streams.Departments, new DepartmentOpened(code, code, level, random.Next(2) == 0 ? ["red"] : ["blue"], parent));
        }

        Add(Streams.Catalog, new ProgramOpened("p", "p"));
        Add(Streams.Catalog, new ProgramOpened("q", "q"));
        DefineKind("joined", FieldType.Party);
        DefineKind("left", FieldType.Party);
        foreach (var (code, measure) in Measures)
        {
            if (random.Next(4) > 0)
            {
                DefineMetric(code, measure);
            }
        }

        DefineFormula();
        DefineFormula();
    }

    private void DefineKind(string code, FieldType enterprise) => Add(Streams.Catalog, new KindDefined(code, code,
    [
        new("enterprise", "企业", enterprise, Sorts: ["enterprise"]), new("chambers", "商会", FieldType.Parties, Sorts: ["chamber"]),
        new("amount", "金额", FieldType.Money), new("home", "湘商", FieldType.YesNo),
    ]));

    private static readonly (string Code, string Measure)[] Measures =
    [
        ("count", "count"), ("sum", "sum amount"), ("once", "sum amount once per enterprise"), ("named", "distinct enterprise"),
        ("both", "distinct enterprise | chambers"), ("chambers", "distinct chambers"), ("stock", "in-force enterprise"), ("stock-chambers", "in-force chambers"),
        ("departments", "distinct department"), ("latest", "latest amount"),
    ];

    private static readonly string[] Formulas =
    [
        "count / until(stock)", "sum - previous-year(sum)", "both * 100 / departments(red) + 0.5", "latest / count - until(once)", "departments(county) - departments",
    ];

    /// <summary>Computed from metrics that there are: a catalog with others is refused.</summary>
    private void DefineFormula()
    {
        var formula = Any(Formulas);
        if (FormulaParser.TryParse(formula, out var parsed, out _) && parsed.Terms.All(term => definitions.FindMetric(term.Metric) is not null))
        {
            Add(Streams.Catalog, new MetricDefined($"formula-{Array.IndexOf(Formulas, formula)}", formula, "", 1, 2, null, [], [], Filter.None, formula, null));
        }
    }

    private void DefineMetric(string code, string measure)
    {
        var filter = new Filter(
            random.Next(4) == 0 ? ["p"] : [], random.Next(6) == 0 ? ["county", "section"] : [], random.Next(6) == 0 ? ["red"] : [],
            random.Next(5) == 0 ? [new("home", [new FieldValue.Flag(random.Next(2) == 0)])] : []);
        Add(Streams.Catalog, new MetricDefined(
            code, code, "家", 1, 0, measure, random.Next(5) == 0 ? ["joined", "left"] : ["joined"],
            measure.StartsWith("in-force", StringComparison.Ordinal) ? ["left"] : [], filter, null, null));
    }

    private void Step()
    {
        switch (random.Next(40))
        {
            case 0:
                var (code, measure) = Measures[random.Next(Measures.Length)];
                DefineMetric(code, measure);
                DefineFormula();
                break;
            case 1:
                OpenBalance();
                break;
            case 2:
                Add(Streams.Departments, random.Next(4) == 0
                    ? new DepartmentRenamed(Any(Departments), "renamed")
                    : new DepartmentReclassified(Any(Departments), "county", random.Next(2) == 0 ? ["red"] : []));
                break;
            case 3 or 4:
                Regroup();
                break;
            case 5 when random.Next(4) == 0:
                DefineKind("left", FieldType.Parties);
                DefineKind("joined", FieldType.Parties);
                break;
            case < 22:
                Add(NewGuid(), new EntryReported(Any(Departments), random.Next(4) == 0 ? "left" : "joined", 1, AnyContent(), null));
                break;
            default:
                ChangeEntry();
                break;
        }
    }

    private void OpenBalance()
    {
        var possible = definitions.CurrentMetrics.Where(m => m.Measure is Measure.Count or Measure.Sum or Measure.Distinct or Measure.InForce && !m.Measure.PartyFields.Contains("department"))
            .OrderBy(m => m.Number).ToList();
        if (possible.Count > 0)
        {
            var metric = possible[random.Next(possible.Count)];
            Add(Streams.Catalog, new OpeningBalanceSet(
                metric.Code, Any(Departments), AnyDay(), random.Next(4), metric.Measure.CountsUnits ? [.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyParty()).Distinct()] : []));
        }
    }

    /// <summary>Merges into any party that does not count as this one already, again where it is merged, so that chains come about and break.</summary>
    private void Regroup()
    {
        var (party, target) = (AnyParty(), AnyParty());
        if (merged.ContainsKey(party) && random.Next(2) == 0)
        {
            merged.Remove(party);
            Add(party, new PartiesSplit(party));
        }
        else if (!LeadsThrough(party, target))
        {
            merged[party] = target;
            Add(party, new PartiesMerged(party, target));
        }
    }

    private bool LeadsThrough(Guid party, Guid from) => from == party || (merged.TryGetValue(from, out var target) && LeadsThrough(party, target));

    private void ChangeEntry()
    {
        if (entries.Count == 0)
        {
            return;
        }

        var id = inOrder[random.Next(inOrder.Count)];
        var entry = entries[id];
        object? next = (entry.Status, random.Next(6)) switch
        {
            (EntryStatus.Submitted, 0) when !entry.IsEndorsed => new EntryEndorsed(),
            (EntryStatus.Submitted, < 3) => new EntryApproved(),
            (EntryStatus.Submitted, 3) => new EntryReturned("why"),
            (EntryStatus.WithdrawalRequested, < 3) => new WithdrawalAccepted(),
            (EntryStatus.WithdrawalRequested, _) => new EntryReturned("why"),
            (EntryStatus.Withdrawn, _) => null,
            (_, 4) => new EntryWithdrawn("why"),
            _ => new EntryCorrected(1, AnyContent(), "why"),
        };
        if (next is not null)
        {
            Add(id, next);
        }
    }

    private EntryContent AnyContent()
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        if (random.Next(8) > 0)
        {
            var most = definitions.FindKind("joined")!.Field("enterprise")!.Type == FieldType.Parties ? 3 : 2;
            fields["enterprise"] = new FieldValue.Parties([.. Enumerable.Range(0, random.Next(1, most)).Select(_ => AnyParty()).Distinct()]);
        }

        if (random.Next(2) == 0)
        {
            fields["chambers"] = new FieldValue.Parties([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyParty()).Distinct()]);
        }

        if (random.Next(5) > 0)
        {
            fields["amount"] = new FieldValue.Number(random.Next(0, 100000) / 100m);
        }

        if (random.Next(2) == 0)
        {
            fields["home"] = new FieldValue.Flag(random.Next(2) == 0);
        }

        var day = AnyDay();
        return new(random.Next(2) == 0 ? "p" : "q", day, day, [], fields.ToImmutable());
    }

    private DateOnly AnyDay() => First.AddDays(random.Next(450));

    private string Any(string[] from) => from[random.Next(from.Length)];

    private Guid AnyParty() => Party(random.Next(7));

    private static Guid Party(int number) => PartyName.IdOf("enterprise", $"示例企业{number}");

    private Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private void Add(Guid stream, object @event)
    {
        history.Add((stream, @event));
        if (stream == Streams.Catalog)
        {
            definitions = Definitions.Evolve(definitions, @event);
        }
        else if (@event is EntryReported || entries.ContainsKey(stream))
        {
            if (@event is EntryReported)
            {
                inOrder.Add(stream);
            }

            entries[stream] = Entry.Evolve(entries.GetValueOrDefault(stream), @event)!;
        }
    }
}
