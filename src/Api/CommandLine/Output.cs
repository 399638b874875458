using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Problems;
using WorkTracker.Api.Totals;
using WorkTracker.Domain;

namespace WorkTracker.Api.CommandLine;

/// <summary>How verbs speak: results on standard output, as a table or as JSON; what is wrong on standard error.</summary>
internal static class Output
{
    /// <summary>Input was refused; 1 is for what was found wrong, such as a difference.</summary>
    public const int Refused = 2;

    /// <summary>Broken off by Ctrl+C or SIGTERM, as shells have it.</summary>
    public const int Stopped = 130;

    public static readonly Option<bool> Json = new("--json") { Description = VerbTexts.Json };

    public static int Write<T>(T answer)
    {
        Console.WriteLine(JsonSerializer.Serialize(answer, AnswerJson.Options));
        return 0;
    }

    public static int Refuse(IEnumerable<Fault> faults)
    {
        var all = faults.ToList();
        foreach (var fault in all.Take(Problem.MostFaults))
        {
            // Where, as HTTP says it: a row and column of a file, a line and column of a template.
            Console.Error.WriteLine(fault.Path.Contains('[', StringComparison.Ordinal) ? $"{fault.Path}　{Problem.Message(fault)}" : Problem.Message(fault));
        }

        if (all.Count > Problem.MostFaults)
        {
            Console.Error.WriteLine(Problem.Message(new("more-faults", "", (all.Count - Problem.MostFaults).ToString(CultureInfo.InvariantCulture))));
        }

        return Refused;
    }

    public static void Heading(string subject, WindowAnswer window, Basis basis, long position, long behind)
    {
        var span = window.From is { } from ? $"{from:yyyy-MM-dd} ～ {window.Until:yyyy-MM-dd}" : VerbTexts.SinceTheBeginning.With($"{window.Until:yyyy-MM-dd}");
        Console.WriteLine(VerbTexts.Heading.With(subject, span, basis == Basis.Approved ? VerbTexts.Approved : VerbTexts.Reported, position));
        if (behind > 0)
        {
            Console.WriteLine(VerbTexts.Behind.With(behind));
        }
    }

    public static string Number(decimal? value, int decimals, string? whyNone) =>
        value is { } number ? decimal.Round(number, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture) : Why(whyNone);

    public static string Percent(decimal percent) => percent.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + "%";

    public static string Why(string? whyNone) => whyNone switch
    {
        "division-by-zero" => VerbTexts.WhyDivisionByZero,
        "too-large" => VerbTexts.WhyTooLarge,
        "zero" => VerbTexts.WhyZero,
        _ => VerbTexts.WhyNoData,
    };
}
