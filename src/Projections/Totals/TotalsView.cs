using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Facts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>Totals at one position. Short-lived: it holds a read transaction.</summary>
public sealed partial class TotalsView : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly FactsAt at;

    internal TotalsView(NpgsqlConnection connection, NpgsqlTransaction transaction, Standing standing, Knowledge knowledge, FactsAt at)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.at = at;
        Standing = standing;
        Knowledge = knowledge;
    }

    public Standing Standing { get; }

    public Knowledge Knowledge { get; }

    public async Task<IReadOnlyList<Total>> AnswerAsync(IReadOnlyList<Question> questions, CancellationToken cancellation = default)
    {
        var terms = questions.SelectMany(Terms).Distinct().ToList();
        var answers = await ReadAsync(terms, cancellation);
        return [.. questions.Select(question => Compute(question, answers))];
    }

    /// <summary>The answers as they would be under other definitions and departments, computed from the facts of this position.</summary>
    public Task<IReadOnlyList<Total>> SupposeAsync(
        Definitions definitions, DepartmentTree tree, IReadOnlyList<Question> questions, CancellationToken cancellation = default) =>
        new TotalsView(connection, transaction, Standing, new(Standing.Position, definitions, tree, Knowledge.Identities), new(at.Position ?? Standing.Position))
            .AnswerAsync(questions, cancellation);

    /// <summary>program → value; the last row, with no program, is what opening balances state.</summary>
    public async Task<IReadOnlyList<(string? Program, decimal Value)>> ByProgramAsync(Question question, CancellationToken cancellation = default)
    {
        var totals = new FactTotals(question, Knowledge, at);
        var parts = new List<(string?, decimal)>();
        await using var command = totals.ByProgram().Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            parts.Add((row.GetString(0), row.IsDBNull(1) ? 0 : row.GetDecimal(1)));
        }

        return totals.Openings.Count > 0 ? [.. parts, (null, totals.Stated)] : parts;
    }

    /// <summary>Each party that the total counts, by its identity.</summary>
    public async Task<IReadOnlyList<(Guid Unit, decimal Value)>> ByPartyAsync(Question question, CancellationToken cancellation = default)
    {
        var parts = new List<(Guid, decimal)>();
        await using var command = new FactTotals(question, Knowledge, at).ByParty().Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            parts.Add((row.GetGuid(0), row.GetDecimal(1)));
        }

        return parts;
    }

    /// <summary>The entries behind a total, by day and order of reporting, from after a place in that order.</summary>
    public async Task<IReadOnlyList<EntryBehind>> EntriesBehindAsync(
        Question question, (DateOnly Day, long No)? after, int limit, CancellationToken cancellation = default)
    {
        var (day, no) = after ?? (DateOnly.MinValue, 0);
        var entries = new List<EntryBehind>();
        await using var command = new FactTotals(question, Knowledge, at).Entries(day, no, limit).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            entries.Add(new(
                row.GetGuid(0), row.GetInt64(1), row.GetFieldValue<DateOnly>(2), Knowledge.DepartmentOf(row.GetInt32(3)), row.GetString(4),
                row.GetDecimal(5), row.IsDBNull(6) ? [] : row.GetFieldValue<Guid[]>(6)));
        }

        return entries;
    }

    /// <summary>What opening balances put into a total: by department, the day and the number stated, and how many parties are listed.</summary>
    public IReadOnlyList<(string Department, DateOnly On, decimal Value, int Listed)> OpeningsBehind(Question question) =>
        [.. new FactTotals(question, Knowledge, at).Openings
            .Select(opening => (Knowledge.DepartmentOf(opening.Department).Code, opening.On, opening.Value, opening.Units.Count))];

    /// <summary>By department: how many parties its opening balance alone puts into the total, no entry behind it naming them.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountedByOpeningsAsync(Question question, CancellationToken cancellation = default)
    {
        var counted = new Dictionary<string, long>();
        var totals = new FactTotals(question, Knowledge, at);
        if (totals.Openings.Count == 0 || !question.Metric.Measure.CountsUnits)
        {
            return counted;
        }

        await using var command = totals.CountedByOpenings().Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            counted.Add(Knowledge.DepartmentOf(row.GetInt32(0)).Code, row.GetInt64(1));
        }

        return counted;
    }

    /// <summary>The first day that anything of the metric is dated on in the department or below, opening balances included; null where there is nothing.</summary>
    public async Task<DateOnly?> FirstDayAsync(Question question, CancellationToken cancellation = default)
    {
        var kinds = question.Metric.Definition.Of.Concat(question.Metric.Definition.EndedBy).ToArray();
        var below = Knowledge.Tree.Subtree(question.Department.Code).Select(department => department.Number).ToArray();
        await using var command = Sql.Of($"""
            select min(f.counts_on) from totals.fact f
            where f.kind = any({kinds}) and f.basis = {(short)question.Basis}::smallint and f.department = any({below}) and {at.Counts("f")}
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var first = row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0);
        return Knowledge.OpeningsOf(question.Metric.Code).All.Where(opening => below.Contains(opening.Department)).Select(opening => (DateOnly?)opening.On).Append(first).Min();
    }

    /// <summary>
    /// What units are called: parties by the name that they are registered under today, departments by theirs. An internal party that one known to all counts as
    /// is called by that one's name: who counts it need not know the other.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> units, CancellationToken cancellation = default)
    {
        var names = Knowledge.Tree.ByCode.Values.ToDictionary(MetricRule.UnitOf, department => department.Name);
        await using var command = Sql.Of($"""
            select p.party, coalesce(case when p.internal then (select o.name from wt.party o where o.identity = p.party and not o.internal order by o.party limit 1) end, p.name)
            from wt.party p where p.party = any({units.ToArray()})
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            names[row.GetGuid(0)] = row.GetString(1);
        }

        return units.ToDictionary(unit => unit, unit => names.GetValueOrDefault(unit) ?? unit.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private IEnumerable<Question> Terms(Question question) => question.Metric.Measure is Measure.Computed computed
        ? computed.Formula.Terms.SelectMany(term => Terms(TermOf(question, term)))
        : [question];

    private Question TermOf(Question question, Formula.Term term) => question with
    {
        Metric = Knowledge.Definitions.FindMetric(term.Metric)!,
        Window = term.Window switch
        {
            TermWindow.AsAsked => question.Window,
            TermWindow.Until => Window.SinceTheBeginning(question.Window.Until),
            TermWindow.PreviousYear => question.Window.PreviousYear(),
            _ => throw new InvalidOperationException($"No such window of a term: {term.Window}."),
        },
    };

    private Total Compute(Question question, Dictionary<Question, Total> answers)
    {
        if (question.Metric.Measure is not Measure.Computed computed)
        {
            return answers[question];
        }

        var value = FormulaValue.Of(
            computed.Formula,
            term => Compute(TermOf(question, term), answers) is var total ? new(total.Value, total.WhyNone) : default,
            levelOrTag => Knowledge.Tree.Subtree(question.Department.Code)
                .Count(department => (department.Level == levelOrTag || department.Tags.Contains(levelOrTag))
                    && (department.ClosedOn is null || department.ClosedOn >= question.Window.Until)));
        return new(question, value.Value, value.WhyNone);
    }

    private async Task<Dictionary<Question, Total>> ReadAsync(List<Question> questions, CancellationToken cancellation)
    {
        var answers = new Dictionary<Question, Total>();
        var cells = new List<(Question Asked, Question Whole)>();
        var newest = new List<Question>();
        foreach (var question in questions)
        {
            if (at.Position is null && await WholeMonthsAsync(question, cancellation) is { } whole)
            {
                cells.Add((question, whole));
            }
            else if (question.Metric.Measure is Measure.Latest)
            {
                newest.Add(question);
            }
            else
            {
                answers.Add(question, await FromFactsAsync(question, cancellation));
            }
        }

        await ReadNewestAsync(newest, answers, cancellation);

        if (cells.Count > 0)
        {
            var values = await CellTotals.ReadAsync([.. cells.Select(pair => pair.Whole)], connection, cancellation);
            foreach (var ((asked, _), value) in cells.Zip(values))
            {
                answers.Add(asked, new(asked, value, NotDeduplicated: NotDeduplicated(asked)));
            }
        }

        return answers;
    }

    /// <summary>A dashboard asks for the same stated value over many windows: in one round trip, planned once.</summary>
    private async Task ReadNewestAsync(List<Question> questions, Dictionary<Question, Total> answers, CancellationToken cancellation)
    {
        if (questions.Count == 0)
        {
            return;
        }

        var totals = questions.ConvertAll(question => new FactTotals(question, Knowledge, at));
        await using var command = Sql.Join(" union all ", totals.Index().Select(total => Sql.Of($"select {total.Index}, ({total.Item.Value()})"))).Command(connection);
        await command.PrepareAsync(cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var question = questions[row.GetInt32(0)];
            answers.Add(question, row.IsDBNull(1)
                ? new(question, null, "no-data")
                : new(question, row.GetDecimal(1) + totals[row.GetInt32(0)].Stated));
        }
    }

    private async Task<Total> FromFactsAsync(Question question, CancellationToken cancellation)
    {
        var totals = new FactTotals(question, Knowledge, at);
        await using var command = totals.Value().Command(connection);
        var value = await command.ExecuteScalarAsync(cancellation) as decimal?;
        return value is null
            ? new(question, null, "no-data")
            : new(question, value + totals.Stated, NotDeduplicated: question.Metric.Measure.CountsUnits ? totals.Stated : 0);
    }

    private decimal NotDeduplicated(Question question) =>
        question.Metric.Measure.CountsUnits && !Knowledge.OpeningsOf(question.Metric.Code).IsEmpty ? new FactTotals(question, Knowledge, at).Stated : 0;

    /// <summary>
    /// The question as one about whole months, where cells can answer it: its window is made of whole months, or the days that it leaves out
    /// of its last month hold nothing, as is so for every window that ends today.
    /// </summary>
    private async Task<Question?> WholeMonthsAsync(Question question, CancellationToken cancellation)
    {
        var end = Month.Of(question.Window.Until).LastDay;
        var whole = question with { Window = question.Window with { Until = end } };
        if (!CellTotals.CanAnswer(whole) || question.Window.Until == end)
        {
            return CellTotals.CanAnswer(question) ? question : null;
        }

        if (Knowledge.OpeningsOf(question.Metric.Code).All.Any(opening => opening.On > question.Window.Until && opening.On <= end))
        {
            return null;
        }

        var kinds = question.Metric.Definition.Of.Concat(question.Metric.Definition.EndedBy).ToArray();
        await using var command = Sql.Of($"""
            select exists (select 1 from totals.fact f where f.kind = any({kinds}) and f.basis = {(short)question.Basis}::smallint
                           and f.counts_on > {question.Window.Until} and f.counts_on <= {end} and f.to_pos = 9223372036854775807)
            """).Command(connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))! ? null : whole;
    }
}
