using System.Net;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <summary>A user who can sign in now, with a password that is told once.</summary>
public sealed record FirstUser(string Name, Role Role, string Department, string Password);

/// <summary>Samples stand behind known passwords: the program serves nobody but this machine with them.</summary>
public sealed class ServedToOthersException(string address) : Exception(address);

/// <summary>The users of a new store: one administrator, or with the sample one user a role.</summary>
public sealed class FirstUsers(AccountCommands accounts, Users users, AccountTable table, KnownDefinitions definitions, Settings settings, Standings standings)
{
    private static readonly (string Name, Role Role, string Department)[] Samples =
    [
        ("baosong", Role.Reporter, "431002"), ("shenhe", Role.Reviewer, "431000"), ("lingdao", Role.Leader, "431000"), ("bangongshi", Role.Writer, "431000"),
        ("guanli", Role.Administrator, Grant.Everywhere), ("shenji", Role.Auditor, Grant.Everywhere),
    ];

    /// <exception cref="ServedToOthersException">There are sample users, and the program would be reached from elsewhere.</exception>
    public async Task RefuseToServeOthersAsync(CancellationToken cancellation)
    {
        if ((!IPAddress.IsLoopback(IPAddress.Parse(settings.Address)) || settings.Proxies.Length > 0 || settings.Https) && await table.HasSamplesAsync(cancellation))
        {
            throw new ServedToOthersException(settings.Address);
        }
    }

    /// <summary>The first administrator of an empty store, with a random password to be changed at the first sign-in; null where there is a user already.</summary>
    public async Task<FirstUser?> AdministratorAsync(CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return known.Roster.Members.IsEmpty
            ? await AddAsync("admin", Role.Administrator, Grant.Everywhere, isSample: false, cancellation)
            : null;
    }

    /// <summary>One user a role, each with a password that is new at every start; none where users of another origin are there.</summary>
    public async Task<IReadOnlyList<FirstUser>> SamplesAsync(CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        if (!IPAddress.IsLoopback(IPAddress.Parse(settings.Address)) || (!known.Roster.Members.IsEmpty && !await table.HasSamplesAsync(cancellation)))
        {
            return [];
        }

        var made = new List<FirstUser>();
        foreach (var (name, role, department) in Samples)
        {
            var on = known.Tree.Find(department) is null ? Grant.Everywhere : department;
            made.Add(known.Roster.Find(name) is { } member ? await RenewAsync(member, role, on, cancellation) : await AddAsync(name, role, on, isSample: true, cancellation));
        }

        standings.Forget();
        return made;
    }

    public async Task<FirstUser> AddAsync(string name, Role role, string department, bool isSample, CancellationToken cancellation)
    {
        var (id, password) = (Guid.NewGuid(), Secrets.NewPassword());
        Expect(await accounts.OpenAsync(Issued.Of(id, name, Actor.Local), name, password, isSample, cancellation));
        Expect(await accounts.GrantAsync(Issued.Of(Guid.NewGuid(), name, Actor.Local), new(id, role, department), cancellation));
        return new(name, role, department, password);
    }

    /// <summary>What is printed signs in, whatever was tried with the user before.</summary>
    private async Task<FirstUser> RenewAsync(Member member, Role role, string department, CancellationToken cancellation)
    {
        if (member.IsDisabled)
        {
            Expect(await accounts.DisableAsync(Issued.Of(Guid.NewGuid(), member.Name, Actor.Local), new(member.Account, Disabled: false), cancellation));
        }

        var (password, account) = (Secrets.NewPassword(), (await users.FindByIdAsync(member.Account.ToString()))!);
        (account.TwoFactor, account.Authenticator, account.Recovery) = (false, null, []);
        await users.SetPasswordAsync(account, password, mustChange: false);
        return new(member.Name, role, department, password);
    }

    private static void Expect(Outcome outcome)
    {
        if (outcome is not Outcome.Done)
        {
            throw new InvalidOperationException($"A user was not made: {outcome}.");
        }
    }
}
