using Fluid.Values;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Reports.Templates;

/// <summary>A window, and windows that follow from it: <c>report.until</c>, <c>report.previous-year</c>, <c>report.quarters</c> …</summary>
internal sealed class OfferedWindow(Window window) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names =
    [
        "until", "previous-year", "year", "year-to-date", "h1", "h2", "q1", "q2", "q3", "q4", "quarters", "months", "name", "first-day", "last-day", "last-date", "year-name", "is-whole-year",
    ];

    private const int MostMonths = 60;

    public Window Window => window;

    protected override string Text => WindowWording.Of(window);

    private int Year => window.Until.Year;

    private DateOnly First => window.From ?? new DateOnly(Year, 1, 1);

    protected override FluidValue? Member(string name) => name switch
    {
        "until" => new OfferedWindow(Window.SinceTheBeginning(window.Until)),
        "previous-year" => new OfferedWindow(window.PreviousYear()),
        "year" => Months(1, 12),
        "year-to-date" => new OfferedWindow(Window.Between(new(Year, 1, 1), window.Until)),
        "h1" => Months(1, 6),
        "h2" => Months(7, 12),
        ['q', var quarter and >= '1' and <= '4'] => Months(((quarter - '1') * 3) + 1, 3),
        "quarters" => Whole(3),
        "months" => Whole(1),
        "name" => StringValue.Create(Text),
        "first-day" => StringValue.Create(WindowWording.DayOfYear(First)),
        "last-day" => StringValue.Create(WindowWording.DayOfYear(window.Until)),
        "last-date" => StringValue.Create(WindowWording.Of(window.Until)),
        "year-name" => StringValue.Create(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Year}年")),
        "is-whole-year" => BooleanValue.Create(First == new DateOnly(Year, 1, 1) && window.Until == new DateOnly(Year, 12, 31)),
        _ => null,
    };

    private OfferedWindow Months(int first, int count)
    {
        var (from, until) = (new Month(Year, first), new Month(Year, first + count - 1));
        return new(Window.Between(from.FirstDay, until.LastDay));
    }

    /// <summary>The quarters or months that lie wholly inside.</summary>
    private ArrayValue Whole(int months)
    {
        var spans = new List<FluidValue>();
        var last = Month.Of(window.Until.AddDays(1)).Plus(-1);
        for (var at = new Month(Month.Of(First).Number / months * months); at.Plus(months - 1) <= last && spans.Count < MostMonths; at = at.Plus(months))
        {
            if (at.FirstDay >= First)
            {
                spans.Add(new OfferedWindow(Window.Between(at.FirstDay, at.Plus(months - 1).LastDay)));
            }
        }

        return new ArrayValue(spans);
    }
}
