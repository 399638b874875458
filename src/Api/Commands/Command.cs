using System.Collections.Immutable;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Commands;

/// <summary>
/// One thing that somebody wants done, once. <c>Body</c> is the SHA-256 digest of all that was asked: the same id with another one is refused.
/// <c>Stream</c> is the stream that it begins or changes, <c>Act</c> what its giver must be allowed to do.
/// </summary>
public sealed record Command(Guid Id, byte[] Body, Actor Actor, Guid Stream, Act Act)
{
    /// <summary>The departments and months whose books the command writes into; empty where its own stream says so, or where it touches none.</summary>
    public ImmutableArray<Ledger> Ledgers { get; init; } = [];

    /// <summary>Definitions, departments, or who may do what change: nothing else is decided meanwhile, and nothing gets a later position by what held before.</summary>
    public bool ChangesDefinitions { get; init; }
}

/// <summary>A department's months: what closing books would lock.</summary>
public sealed record Ledger(string Department, ImmutableArray<Month> Months);

/// <summary>What came of a command.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary><c>Position</c> is that of its last event; <c>Repeated</c>: it had been done before, and this is the same answer.</summary>
    public sealed record Done(Guid Stream, long Version, long Position, bool Repeated) : Outcome;

    public sealed record Refused(Refusal Reason) : Outcome;

    /// <summary>The version that the command saw is not the newest.</summary>
    public sealed record Stale(long Version) : Outcome;

    public sealed record Missing : Outcome;

    /// <summary>There was nothing to do, or it was only to be tried: nothing is kept.</summary>
    public sealed record Nothing : Outcome;
}
