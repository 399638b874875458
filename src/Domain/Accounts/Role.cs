namespace WorkTracker.Domain.Accounts;

/// <summary>What a user may be, on a department and all below it. Stored by name.</summary>
public enum Role
{
    /// <summary>报送员: reports, corrects, withdraws.</summary>
    Reporter,

    /// <summary>审核员: approves and returns.</summary>
    Reviewer,

    /// <summary>领导: reads.</summary>
    Leader,

    /// <summary>办公室: drafts reports.</summary>
    Writer,

    /// <summary>管理员: catalog, departments, parties, users.</summary>
    Administrator,

    /// <summary>审计员: reads everything, the audit log too; changes nothing.</summary>
    Auditor,
}

/// <summary>A role on a department and all below it; <see cref="Everywhere"/> is the whole tree, also before it has a root.</summary>
public sealed record Grant(Role Role, string Department)
{
    public const string Everywhere = "*";
}
