using CsCheck;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Domain.Tests.Parties;

public class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> Codes = Gen.Select(
        Gen.Char[Alphabet].Array[2], Gen.Char["0123456789"].Array[6], Gen.Char[Alphabet].Array[9],
        (kind, division, organisation) => UnifiedSocialCreditCode.WithCheckCharacter(string.Concat([.. kind, .. division, .. organisation])).Value);

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData(" 91350100m000100y43\n")]
    public void The_standards_own_example_is_read(string text)
    {
        UnifiedSocialCreditCode.TryParse(text, out var code, out var fault).ShouldBeTrue();
        code.ShouldNotBeNull().Value.ShouldBe("91350100M000100Y43");
        code.ToString().ShouldBe("91350100M000100Y43");
        code.OrganisationCode.ShouldBe("M000100Y4");
        code.OrganisationCodeAgrees.ShouldBeTrue();
        fault.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("   ", 0)]
    [InlineData("91350100M000100Y4", 17)]
    [InlineData("91350100M000100Y433", 19)]
    public void A_wrong_length_is_told(string? text, int length) => FaultOf(text).ShouldBe(new CreditCodeFault.WrongLength(length));

    [Theory]
    [InlineData("9I350100M000100Y43", 2, 'I')]
    [InlineData("91350100M00010OY43", 15, 'O')]
    [InlineData("91350100M000100Z43", 16, 'Z')]
    [InlineData("9135010AM000100Y43", 8, 'A')]
    [InlineData("91350100M000100Y4３", 18, '３')]
    public void A_wrong_character_is_told_with_its_place(string text, int place, char found) =>
        FaultOf(text).ShouldBe(new CreditCodeFault.WrongCharacter(place, found));

    [Fact]
    public void A_wrong_check_character_is_told_with_the_right_one() =>
        FaultOf("91350100M000100Y4X").ShouldBe(new CreditCodeFault.WrongCheckCharacter('X', '3'));

    [Fact]
    public void Faults_have_stable_codes() => new CreditCodeFault[]
    {
        new CreditCodeFault.WrongLength(1), new CreditCodeFault.WrongCharacter(1, 'I'), new CreditCodeFault.WrongCheckCharacter('1', '2'),
    }.Select(fault => fault.Code).ShouldBe(["credit-code-length", "credit-code-character", "credit-code-check-character"]);

    [Fact]
    public void A_sample_code_is_read_back() =>
        Codes.Sample(text => UnifiedSocialCreditCode.TryParse(text, out var code) && code.Value == text, iter: 5000);

    [Fact]
    public void Any_one_wrong_character_is_noticed() =>
        Gen.Select(Codes, Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((code, index, other) =>
            code[index] == other || !UnifiedSocialCreditCode.TryParse(code[..index] + other + code[(index + 1)..], out _), iter: 20_000);

    [Fact]
    public void Swapped_neighbours_are_noticed() => Gen.Select(Codes, Gen.Int[0, 16]).Sample((code, left) =>
        code[left] == code[left + 1] || !UnifiedSocialCreditCode.TryParse(Swapped(code, left, left + 1), out _), iter: 20_000);

    [Fact]
    public void Any_other_swap_is_noticed_but_for_the_first_and_the_last() =>
        Gen.Select(Codes, Gen.Int[0, 17], Gen.Int[0, 17]).Sample((code, one, other) =>
        {
            var accepted = UnifiedSocialCreditCode.TryParse(Swapped(code, one, other), out _);
            accepted.ShouldBe(code[one] == code[other] || (int.Min(one, other), int.Max(one, other)) == (0, 17));
        }, iter: 20_000);

    // The limit of one check character: about one in 31 of the mistakes in two places cancel out.
    [Fact]
    public void Two_wrong_characters_can_cancel_out() =>
        // Place 15 weighs 10 and gains 3 (0 to 3), place 16 weighs 30 and loses 1 (Y to X).
        UnifiedSocialCreditCode.TryParse("91350100M000103X43", out _).ShouldBeTrue();

    [Theory]
    [InlineData("M000100Y", '4')]
    [InlineData("MA000009", '0')]
    [InlineData("MA000004", 'X')]
    [InlineData("ma000001", '5')]
    public void The_organisation_code_has_its_own_check_digit(string first8, char digit) =>
        UnifiedSocialCreditCode.OrganisationCheckDigit(first8).ShouldBe(digit);

    [Fact]
    public void An_organisation_code_that_disagrees_is_a_warning_only() =>
        UnifiedSocialCreditCode.WithCheckCharacter("91350100M000100Y5").OrganisationCodeAgrees.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y43")]
    [InlineData("91350100M000100O4")]
    public void What_cannot_begin_a_code_is_not_completed(string first17) =>
        Should.Throw<ArgumentException>(() => UnifiedSocialCreditCode.WithCheckCharacter(first17));

    private static CreditCodeFault? FaultOf(string? text)
    {
        UnifiedSocialCreditCode.TryParse(text, out var code, out var fault).ShouldBeFalse();
        code.ShouldBeNull();
        return fault;
    }

    private static string Swapped(string code, int one, int other)
    {
        var characters = code.ToCharArray();
        (characters[one], characters[other]) = (characters[other], characters[one]);
        return new string(characters);
    }
}
