using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Domain.Entries;

/// <summary>A party as somebody named it in a field: a sort, a tidied name, and a credit code where given.</summary>
public sealed record NamedParty(string Field, string Sort, string Name, string? CreditCode)
{
    /// <summary>A party given by itself and not in a field.</summary>
    public static NamedParty? Read(string title, ImmutableArray<string> sorts, string sort, string? name, string? creditCode, List<Fault> faults) =>
        Read("name", title, sorts, sort, name, creditCode, "", faults);

    /// <summary>Null where something does not fit, which is added to <paramref name="faults"/>: at <paramref name="at"/>, or by property where that is empty.</summary>
    internal static NamedParty? Read(
        string field, string title, ImmutableArray<string> sorts, string sort, string? name, string? creditCode, string at, List<Fault> faults)
    {
        var tidy = PartyName.Tidy(name ?? "");
        var before = faults.Count;
        if (tidy.Length is 0 or > PartyName.MaxLength)
        {
            faults.Add(new(tidy.Length == 0 ? "party-name-missing" : "text-too-long", at.Length == 0 ? "name" : at, title, Invariant(PartyName.MaxLength)));
        }

        if (!sorts.Contains(sort))
        {
            faults.Add(new("party-sort", at.Length == 0 ? "sort" : at, sort, string.Join('、', sorts)));
        }

        UnifiedSocialCreditCode? code = null;
        if (!string.IsNullOrWhiteSpace(creditCode) && !UnifiedSocialCreditCode.TryParse(creditCode, out code, out var wrong))
        {
            faults.Add(new(wrong.Code, at.Length == 0 ? "creditCode" : $"{at}.creditCode", [creditCode, .. Particulars(wrong)]));
        }

        return faults.Count > before ? null : new(field, sort, tidy, code?.Value);
    }

    private static string[] Particulars(CreditCodeFault wrong) => wrong switch
    {
        CreditCodeFault.WrongLength fault => [Invariant(fault.Length)],
        CreditCodeFault.WrongCharacter fault => [Invariant(fault.Place), fault.Found.ToString()],
        CreditCodeFault.WrongCheckCharacter fault => [fault.Found.ToString()],
        _ => throw new InvalidOperationException($"No such fault: {wrong}."),
    };

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
