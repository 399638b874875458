namespace WorkTracker.Domain.Reports;

/// <summary>How a figure is worded. A closed set; <see cref="Code"/> is what a catalog or template writes.</summary>
public abstract partial record WordingStyle
{
    private WordingStyle()
    {
    }

    /// <summary>Stable text that <see cref="TryParse"/> reads back to an equal style.</summary>
    public abstract string Code { get; }

    /// <summary>622家: every digit, up to the unit's decimals.</summary>
    public sealed record Exact : WordingStyle
    {
        public override string Code => "exact";
    }

    /// <summary>余, 2200余人次: two leading digits, one below 100; not below 10, not for percentages.</summary>
    public sealed record Over : WordingStyle
    {
        public override string Code => "over";
    }

    /// <summary>多, 1万多人次, 3亿多元: whole 万, from one 亿 on whole 亿.</summary>
    public sealed record OverWhole : WordingStyle
    {
        public override string Code => "over-whole";
    }

    /// <summary>近, 近3亿元: the next whole 亿, 万, thousand, hundred or ten, at most 5 % of it away.</summary>
    public sealed record Nearly : WordingStyle
    {
        public override string Code => "nearly";
    }

    /// <summary>以上, 78%以上: rounded down to a multiple of the step.</summary>
    /// <param name="Step">In printed units; above 0, at most six decimals.</param>
    public sealed record AtLeast(decimal Step = 1) : WordingStyle
    {
        public override string Code => Step == 1 ? "at-least" : $"at-least:{Numeral.Of(Step)}";
    }

    /// <summary>全覆盖 when all are covered, else 覆盖10个县（市、区）. Words a <see cref="Measured.Coverage"/>.</summary>
    public sealed record FullCoverage : WordingStyle
    {
        public override string Code => "full-coverage";
    }

    /// <summary>521.29亿元: exact money, at most two decimals.</summary>
    /// <param name="PrintedUnit">Null: the largest of 亿元, 万元, 元 that has a whole part and can be exact.</param>
    public sealed record Money(MoneyUnit? PrintedUnit = null) : WordingStyle
    {
        public override string Code => PrintedUnit is { } unit ? $"money:{unit.Name()}" : "money";
    }

    /// <summary>上升1.2个百分点, 下降…, 持平: a difference of two percentages.</summary>
    public sealed record PointsChange : WordingStyle
    {
        public override string Code => "points-change";
    }

    /// <summary>增长12.5%, 下降…, 持平: a change against the year before. Words <see cref="Measured.Growth"/>.</summary>
    public sealed record Growth : WordingStyle
    {
        public override string Code => "growth";
    }

    /// <summary>“甲”“乙”等. Words <see cref="Measured.Names"/>.</summary>
    public sealed record QuotedNames : WordingStyle
    {
        public override string Code => "quoted-names";
    }

    /// <summary>77789: the tens digits of several percentages, joined. Words <see cref="Measured.Shares"/>.</summary>
    public sealed record LeadingDigits : WordingStyle
    {
        public override string Code => "leading-digits";
    }
}
