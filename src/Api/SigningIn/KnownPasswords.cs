namespace WorkTracker.Api.SigningIn;

/// <summary>
/// Passwords that are guessed first: zxcvbn's 30,000 of breaches, its words and names, keyboard rows, dates and repetitions, in the ways in which people
/// make them fit a policy; and words of this place. All offline.
/// </summary>
public sealed class KnownPasswords
{
    /// <summary>Of zxcvbn's 0 to 4: 3 takes some 10^8 seconds at the pace at which a stolen hash of the slow kind is tried.</summary>
    private const int LeastScore = 3;

    /// <summary>What is on everybody's lips here; a site adds its own as WorkTracker:Accounts:RefusedWords.</summary>
    private static readonly string[] OfThisPlace =
    [
        "worktracker", "tongzhan", "tongzhanbu", "guanli", "guanliyuan", "baosong", "baosongyuan", "shenhe", "shenheyuan", "lingdao", "bangongshi", "shenji", "shenjiyuan", "mima", "woaini",
        "zhongguo", "zhengfu", "shiwei", "xianwei", "quwei", "renmin", "gongzuo", "beijing", "chenzhou", "hunan",
    ];

    private readonly Zxcvbn.Zxcvbn estimate = new();
    private readonly Lock one = new();

    /// <param name="password">As it was typed.</param>
    /// <param name="words">More words of the place: the user's name, departments' names and codes.</param>
    public bool Guesses(string password, IEnumerable<string> words)
    {
        var context = words.Concat(OfThisPlace).Where(word => word.Length > 1).Select(word => word.ToLowerInvariant()).Distinct().ToList();
        lock (one)
        {
            // Its matchers keep what they are at: up to two seconds for the longest, at a change of password.
            return estimate.EvaluatePassword(password, context).Score < LeastScore;
        }
    }
}
