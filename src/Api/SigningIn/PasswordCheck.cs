using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>Hands the rules of passwords to Identity: the description of an error is its particulars, separated by a bar.</summary>
public sealed class PasswordCheck(AccountPolicy policy, KnownPasswords known, KnownDefinitions definitions) : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var faults = new PasswordRules(policy.MinimumLength, policy.KindsOfCharacter, policy.RefuseCommon).Check(password ?? "", user.Name);
        IEnumerable<IdentityError> errors = [.. faults.Select(fault => new IdentityError { Code = fault.Code, Description = string.Join('|', fault.Particulars) })];
        if (!errors.Any() && policy.RefuseCommon && known.Guesses(password!, WordsAround(user)))
        {
            errors = [new() { Code = "password-easily-guessed", Description = "" }];
        }

        if (!errors.Any() && IsRemembered(manager, user, password!))
        {
            errors = [new() { Code = "password-used-before", Description = $"{policy.Remembered}" }];
        }

        return Task.FromResult(errors.Any() ? IdentityResult.Failed([.. errors]) : IdentityResult.Success);
    }

    private IEnumerable<string> WordsAround(Account user) =>
    [
        user.Name, .. user.Name.Split('.', '-', '_'), .. policy.RefusedWords.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        .. definitions.Newest.Tree.ByCode.Values.SelectMany(department => new[] { department.Code, department.Name }),
    ];

    private bool IsRemembered(UserManager<Account> manager, Account user, string password) =>
        policy.Remembered > 0 && (user.PasswordHash is null ? user.History : user.History.Prepend(user.PasswordHash)).Take(policy.Remembered)
            .Any(old => manager.PasswordHasher.VerifyHashedPassword(user, old, password) != PasswordVerificationResult.Failed);
}
