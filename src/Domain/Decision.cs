using System.Collections.Immutable;

namespace WorkTracker.Domain;

/// <summary>What a command comes to: the events it adds, or the reason why it is refused.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Accepted(ImmutableArray<object> Events) : Decision;

    public sealed record Refused(Refusal Reason) : Decision;

    public static Decision Accept(params object[] events) => new Accepted([.. events]);

    public static Decision Refuse(string code, string detail) => new Refused(new(code, [new(code, "", detail)]));

    public static Decision Refuse(string code, IEnumerable<Fault> faults) => new Refused(new(code, [.. faults]));
}

/// <summary>Why a command is refused. <c>Code</c> is stable and kebab-case; its text for people is looked up by it.</summary>
public sealed record Refusal(string Code, ImmutableArray<Fault> Faults);

/// <summary>
/// One thing wrong with an input: what (<c>Code</c>), where (<c>Path</c>, such as <c>fields.investment</c>; empty for the whole),
/// and the particulars, which the text for people names in this order.
/// </summary>
public sealed record Fault(string Code, string Path, params string[] Particulars);
