namespace WorkTracker.Domain.Accounts;

/// <summary>
/// A user is known from here on. The name never changes and never belongs to another: it stands in every event that the user makes.
/// <c>By</c> opened the account; null in the first events, which did not say so.
/// </summary>
public sealed record AccountOpened(Guid Account, string Name, string? By = null);

/// <summary>Neither signs in nor keeps any right, until enabled again.</summary>
public sealed record AccountDisabled(Guid Account);

public sealed record AccountEnabled(Guid Account);

public sealed record RoleGranted(Guid Account, Role Role, string Department);

/// <summary>Administrator is wanted for the account and waits for another administrator than <c>By</c>.</summary>
public sealed record AdministratorProposed(Guid Account, string Department, string By);

/// <summary>A change of an administrator's account waits for another administrator than <c>By</c>; <c>Department</c> is that of a revocation, else empty.</summary>
public sealed record AdministratorChangeProposed(Guid Account, AdministratorChange Change, string Department, string By);

/// <summary>What <c>AskedBy</c> had asked for waits no more: taken back by themselves, or refused by another, <c>By</c>.</summary>
public sealed record AdministratorChangeWithdrawn(Guid Account, AdministratorChange Change, string Department, string AskedBy, string By);

public sealed record RoleRevoked(Guid Account, Role Role, string Department);

/// <summary>Somebody else gave the account a new password, to be changed at the next sign-in.</summary>
public sealed record PasswordReset(Guid Account);
