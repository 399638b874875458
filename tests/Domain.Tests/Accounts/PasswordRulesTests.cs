using WorkTracker.Domain.Accounts;

namespace WorkTracker.Domain.Tests.Accounts;

public class PasswordRulesTests
{
    private static readonly PasswordRules Dengbao = new(10, 3, RefuseCommon: true);
    private static readonly PasswordRules Asvs = new(15, 1, RefuseCommon: true);

    [Theory]
    [InlineData("Kestrel-92-Otter", "")]
    [InlineData("Kes-92", "password-too-short")]
    [InlineData("kestrelotterheron", "password-too-plain")]
    [InlineData("Wang.fang-2026", "password-easily-guessed")]
    [InlineData("Aa1Aa1Aa1Aa1", "password-easily-guessed")]
    public void By_the_values_of_dengbao(string password, string fault) =>
        string.Join(' ', Dengbao.Check(password, "wang.fang").Select(one => one.Code)).ShouldBe(fault);

    [Theory]
    [InlineData("four small words make one", "")]
    [InlineData("fourteen chars", "password-too-short")]
    [InlineData("wang.fang wang.fang", "password-easily-guessed")]
    public void By_the_habits_of_asvs_length_counts_and_kinds_of_character_do_not(string password, string fault) =>
        string.Join(' ', Asvs.Check(password, "wang.fang").Select(one => one.Code)).ShouldBe(fault);
}
