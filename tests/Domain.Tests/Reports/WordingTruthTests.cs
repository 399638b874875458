using CsCheck;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

/// <summary>A phrase, read back by <see cref="Claim"/>, is true of the value it was made from; a refusal is given where, and only where, it must be.</summary>
public class WordingTruthTests
{
    private const int Iterations = 20_000;

    private static readonly decimal[] Edges =
    [
        .. from power in Enumerable.Range(0, 12).Select(PowerOfTen)
           from times in new decimal[] { 1, 1.1m, 1.9m, 2, 2.2m, 2.85m, 3, 9, 9.5m, 9.9m }
           from beside in new[] { -1, -0.01m, 0, 0.01m, 1 }
           select (power * times) + beside,
    ];

    // As many values of each length, so that small numbers come up as often as large ones; half of them with a fraction.
    private static readonly Gen<decimal> Values = Gen.OneOf(
        Gen.Int[1, 14].SelectMany(length => Gen.Long[(long)PowerOfTen(length - 1), (long)PowerOfTen(length)]).Select(whole => (decimal)whole),
        Gen.Select(Gen.Long[0, 9_999_999_999_999], Gen.Int[0, 6], (digits, places) => digits / PowerOfTen(places)),
        Gen.OneOf(Edges));

    private static readonly MeasurementUnit[] Units =
    [
        new("家"), HundredMillionYuan, new("万人次", Scale: 10_000, Decimals: 2), new("千克", Scale: 1000),
    ];

    [Fact]
    public void Over_is_true_and_refused_only_below_ten() => Check("over", (value, unit) => value / unit.Scale >= 10);

    [Fact]
    public void Over_whole_is_true_and_refused_only_below_one_wan() => Check("over-whole", (value, unit) => Plain(value, unit) >= 10_000);

    [Fact]
    public void At_least_is_true_and_refused_only_below_its_step() => Check("at-least", (value, unit) => value / unit.Scale >= 1);

    [Fact]
    public void Nearly_is_true_and_names_a_round_number() => ForEveryValue((value, unit) =>
    {
        if (Word(value, unit, "nearly") is Worded worded)
        {
            var claim = Read(worded, unit);
            claim.Allows(Plain(value, unit)).ShouldBeTrue(worded.Text);
            (claim.Named % PlaceNear(Plain(value, unit))).ShouldBe(0, worded.Text);
        }
    });

    [Fact]
    public void Nearly_is_refused_only_where_no_round_number_is_near() => ForEveryValue((value, unit) =>
    {
        if (Word(value, unit, "nearly") is CannotWord)
        {
            var (plain, place) = (Plain(value, unit), PlaceNear(Plain(value, unit)));
            plain.ShouldSatisfyAllConditions(
                () => (plain == 0 || plain % place != 0).ShouldBeTrue(),
                () => plain.ShouldBeLessThan((decimal.Floor(plain / place) + 1) * place * 95 / 100));
        }
    });

    [Fact]
    public void Exact_and_money_say_the_value_itself() =>
        Gen.Select(Values, Gen.OneOf("exact", "money", "money:亿元", "money:万元", "money:元"), Gen.Bool).Sample((size, style, negative) =>
        {
            var value = negative ? -size : size;
            if (Word(value, HundredMillionYuan, style) is Worded worded)
            {
                Read(worded, HundredMillionYuan).ShouldBe(new Claim(value, "", Claim.Read(worded.Text, "元").Reach));
            }
        }, iter: Iterations);

    [Fact]
    public void Money_with_two_decimals_of_a_yuan_is_always_worded() => Gen.Long[-99_999_999_999_999, 99_999_999_999_999].Sample(
        cents => Word(cents / 100m, "元", "money").ShouldBeOfType<Worded>(), iter: Iterations);

    [Fact]
    public void At_least_keeps_to_any_step() => Gen.Select(Values, Gen.Int[1, 5000]).Sample((value, thousandths) =>
    {
        var step = thousandths / 1000m;
        if (Wording.Of(value, "家", new WordingStyle.AtLeast(step)) is Worded worded)
        {
            var claim = Claim.Read(worded.Text, "家", step);
            claim.Allows(value).ShouldBeTrue(worded.Text);
            (claim.Named % step).ShouldBe(0);
        }
    }, iter: Iterations);

    [Fact]
    public void Coverage_is_full_exactly_when_nothing_is_missing() => Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20]).Sample((covered, all) =>
        (Word(new Measured.Coverage(covered, all), "full-coverage") == new Worded("全覆盖")).ShouldBe(covered == all));

    [Fact]
    public void Joined_digits_stay_below_their_shares() => Gen.Int[1000, 9999].Array[2, 9].Sample(hundredths =>
    {
        var shares = hundredths.Select(share => share / 100m).ToList();
        var joined = Word(new Measured.Shares(shares), "leading-digits").ShouldBeOfType<Worded>().Text;
        joined.Length.ShouldBe(shares.Count);
        shares.Zip(joined, (share, digit) => share - ((digit - '0') * 10)).ShouldAllBe(rest => rest >= 0 && rest < 10);
    });

    private static void Check(string style, Func<decimal, MeasurementUnit, bool> canBeWorded) => ForEveryValue((value, unit) =>
    {
        var phrase = Word(value, unit, style);
        (phrase is Worded).ShouldBe(canBeWorded(value, unit), phrase.ToString());
        if (phrase is Worded worded)
        {
            Read(worded, unit).Allows(Plain(value, unit)).ShouldBeTrue(worded.Text);
        }
    });

    // The edges all of them, whatever chance brings.
    private static void ForEveryValue(Action<decimal, MeasurementUnit> holds)
    {
        var onEdges = from edge in Edges
                      from unit in Units
                      from stored in new[] { edge, edge * unit.Scale }
                      where stored <= 1_000_000_000_000_000
                      select (stored, unit);
        foreach (var (value, unit) in onEdges)
        {
            holds(value, unit);
        }

        Gen.Select(Values, Gen.OneOf(Units)).Sample(holds, iter: Iterations);
    }

    private static Claim Read(Worded worded, MeasurementUnit unit) => Claim.Read(worded.Text, unit.Name.TrimStart('亿', '万'));

    // 千克 is one word: what is stored in grams is counted in kilograms, not in thousands of 克.
    private static decimal Plain(decimal value, MeasurementUnit unit) => unit.Name == "千克" ? value / unit.Scale : value;

    private static decimal PlaceNear(decimal plain) => plain switch
    {
        >= 95_000_000 => 100_000_000,
        >= 9500 => 10_000,
        >= 950 => 1000,
        >= 95 => 100,
        _ => 10,
    };

    private static decimal PowerOfTen(int power) => Enumerable.Repeat(10m, power).Aggregate(1m, (product, ten) => product * ten);
}
