using WorkTracker.Domain.Accounts;

namespace WorkTracker.Domain;

/// <summary>
/// Who gives a command: recorded with every event. <c>Account</c> is null for the program's own actors, who act for whoever runs the program;
/// <c>Address</c> is where a request came from. A token narrows what its account may do to <c>Scope</c>.
/// </summary>
public sealed record Actor(string Name, Guid? Account = null, string? Address = null, Scope Scope = Scope.Session)
{
    /// <summary>Whoever runs the program from the command line: who can read the connection string owns the data. Never an account's name.</summary>
    public static readonly Actor Local = new("local");
}
