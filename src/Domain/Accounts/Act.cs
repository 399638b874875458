namespace WorkTracker.Domain.Accounts;

/// <summary>What somebody may be allowed to do. Every route and every command names one.</summary>
public enum Act
{
    ReadTotals,
    ReadEntries,
    ReadParties,
    ReadCatalog,
    Report,
    Correct,
    Withdraw,
    Review,
    RegisterParty,
    ChangeParties,
    ChangeCatalog,
    DraftReport,
    CheckTemplate,
    ReadReports,
    ManageAccounts,
    ReadAudit,
}

/// <summary>How much of what an account may do is meant: by a browser, or by a personal token.</summary>
public enum Scope
{
    /// <summary>Of a token: what its account may do, but never accounts and roles.</summary>
    All,

    /// <summary>Reading only.</summary>
    Read,

    /// <summary>Reading, and what a reporter does.</summary>
    Report,

    /// <summary>Everything: of a signed-in browser, and of the program itself. No token has it.</summary>
    Session,
}

/// <summary>Which roles an act takes, and how far it reaches: the one table of rights.</summary>
public static class Acts
{
    public static readonly IReadOnlyList<Act> All = Enum.GetValues<Act>();

    public static bool TakenBy(this Act act, Role role) => act switch
    {
        Act.ReadTotals or Act.ReadEntries or Act.ReadParties or Act.ReadCatalog => true,
        Act.Report or Act.Correct or Act.Withdraw => role == Role.Reporter,
        Act.Review => role == Role.Reviewer,
        Act.RegisterParty => role is Role.Reporter or Role.Administrator,
        Act.ChangeParties or Act.ChangeCatalog or Act.ManageAccounts => role == Role.Administrator,
        Act.DraftReport => role == Role.Writer,
        Act.CheckTemplate => role is Role.Writer or Role.Administrator,
        Act.ReadReports => role is Role.Writer or Role.Leader or Role.Administrator or Role.Auditor,
        Act.ReadAudit => role == Role.Auditor,
        _ => throw new InvalidOperationException($"No such act: {act}."),
    };

    /// <summary>Touches what all departments share: takes the role on the root of the tree.</summary>
    public static bool IsOfAll(this Act act) => act is Act.ChangeParties or Act.ChangeCatalog or Act.ReadAudit;

    public static bool Reads(this Act act) => act is Act.ReadTotals or Act.ReadEntries or Act.ReadParties or Act.ReadCatalog or Act.ReadReports or Act.ReadAudit;

    /// <summary>Whether the role is good for anything but reading.</summary>
    public static bool ChangesAnything(this Role role) => All.Any(act => !act.Reads() && act.TakenBy(role));

    public static bool Within(this Act act, Scope scope) => scope switch
    {
        Scope.Session => true,
        Scope.All => act != Act.ManageAccounts,
        Scope.Read => act.Reads(),
        Scope.Report => act.Reads() || act is Act.Report or Act.Correct or Act.Withdraw or Act.RegisterParty,
        _ => throw new InvalidOperationException($"No such scope: {scope}."),
    };
}
