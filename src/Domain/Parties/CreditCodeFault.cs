namespace WorkTracker.Domain.Parties;

/// <summary>Why a text is no unified social credit code. A closed set.</summary>
public abstract record CreditCodeFault
{
    private CreditCodeFault()
    {
    }

    /// <summary>Stable, kebab-case.</summary>
    public abstract string Code { get; }

    /// <summary>Not 18 characters after trimming.</summary>
    public sealed record WrongLength(int Length) : CreditCodeFault
    {
        public override string Code => "credit-code-length";
    }

    /// <summary>A character outside the alphabet, or a letter in the administrative division.</summary>
    /// <param name="Place">Counted from 1.</param>
    public sealed record WrongCharacter(int Place, char Found) : CreditCodeFault
    {
        public override string Code => "credit-code-character";
    }

    /// <summary>The characters do not agree with the last one: one of them was mistaken.</summary>
    public sealed record WrongCheckCharacter(char Found, char Expected) : CreditCodeFault
    {
        public override string Code => "credit-code-check-character";
    }
}
