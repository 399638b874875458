using System.Globalization;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.SigningIn;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>What is guessed first is refused, however it was made to fit the policy.</summary>
public sealed class KnownPasswordsTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly KnownPasswords Known = new();

    /// <summary>The library's own list of breached passwords, the most frequent first.</summary>
    private static readonly string[] Breached = Read();

    /// <summary>OWASP ASVS 5.0, 6.2.4: at least the top 3,000 that fit the policy.</summary>
    [Theory]
    [InlineData("{0}123!")]
    [InlineData("{0}@123")]
    [InlineData("{0}-2026")]
    [InlineData("!{0}!")]
    public void Each_of_the_three_thousand_most_frequent_is_refused_in_the_ways_that_fit_the_policy(string way) =>
        Breached.Take(3000).Select(word => string.Format(CultureInfo.InvariantCulture, way, char.ToUpperInvariant(word[0]) + word[1..]))
            .Where(password => !Known.Guesses(password, [])).ShouldBeEmpty();

    [Fact]
    public void All_that_are_long_enough_are_refused_as_they_stand()
    {
        var breached = Breached.Where(word => word.Length >= AccountPolicy.Dengbao.MinimumLength).ToList();
        breached.Count.ShouldBeGreaterThan(300);
        breached.Where(password => !Known.Guesses(password, [])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Passw0rd!!2026")]
    [InlineData("administrator12345")]
    [InlineData("P@$$w0rd-2026")]
    [InlineData("1qaz@WSX3edc")]
    [InlineData("Qwertyuiop[]1")]
    [InlineData("Abcd1234!@#$")]
    [InlineData("T0ngzhanbu@2026")]
    [InlineData("Worktracker_123")]
    [InlineData("Woaini1314!")]
    [InlineData("Guanli@2026")]
    [InlineData("Zhengfu@2026")]
    public void Known_words_rows_of_keys_and_words_of_the_place_are_guessed(string password) => Known.Guesses(password, []).ShouldBeTrue();

    [Theory]
    [InlineData("Kestrel-92-Otter")]
    [InlineData("xk9Qm2-pLw7")]
    [InlineData("four small words make one")]
    public void Others_are_not(string password) => Known.Guesses(password, ["431002", "甲县"]).ShouldBeFalse();

    [Theory]
    [InlineData("431002Aa@431002")]
    [InlineData("A乙县!2026甲县")]
    public async Task Names_and_codes_of_departments_make_a_password_easy(string password)
    {
        Known.Guesses(password, []).ShouldBeFalse("elsewhere it is none that is guessed");
        var name = $"user-{Guid.NewGuid():n}"[..20];
        await TestAccounts.OpenAsync(api.Services, name, "Kestrel-92-Otter");
        using var browser = new Browser(api.Http.BaseAddress!);
        await browser.SignInAsync(name, "Kestrel-92-Otter");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = "Kestrel-92-Otter", password })).Faults.ShouldBe(["password-easily-guessed"]);
    }

    [Fact]
    public void The_longest_takes_no_time_to_speak_of()
    {
        var longest = string.Concat(Enumerable.Repeat("4@8({[<369&#!1|70$5+%2", 6))[..128];
        Known.Guesses(longest, []);
        var since = System.Diagnostics.Stopwatch.StartNew();
        Known.Guesses(longest, []);
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static string[] Read()
    {
        using var list = new StreamReader(typeof(Zxcvbn.Zxcvbn).Assembly.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!);
        return [.. list.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
