using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <param name="Id">Of the user whom it is about.</param>
/// <param name="Department">Of a grant or a revocation of administrator; absent else.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Until">From then on it waits no more.</param>
/// <param name="MayConfirm">Whether it is done when the caller asks for the same.</param>
/// <param name="MayRefuse">Whether the caller, who has not asked for it, may end the waiting.</param>
/// <param name="MayTakeBack">Whether the caller asked for it.</param>
public sealed record WaitingAnswer(
    Guid Id, string Name, AdministratorChange Change, string? Department, string By, DateTimeOffset Since, DateTimeOffset Until, bool MayConfirm, bool MayRefuse, bool MayTakeBack);

/// <summary>Changes of administrators that wait for a second one's word: all in one list, and the end of their waiting.</summary>
public static class WaitingEndpoints
{
    /// <summary>What waits for a second administrator's word, of the users whom one administers; the longest first.</summary>
    /// <response code="200">What is asked for, for whom, by whom, and what the caller may do about it.</response>
    [ProducesResponseType<IReadOnlyList<WaitingAnswer>>(200)]
    public static async Task<IResult> ListAsync(HttpContext http, SecondWord second, CancellationToken cancellation)
    {
        var known = await second.KnownAsync(cancellation);
        return Results.Ok(second.WaitingFor(SignedIn.Of(http).Actor, known));
    }

    /// <summary>Takes back what one has asked for, or refuses what another has: it waits no more.</summary>
    /// <response code="200">Nothing was changed, and nothing waits.</response>
    /// <response code="409">Nothing of the kind waits, or not of who is named.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> WithdrawAsync(string id, HttpContext http, AccountCommands accounts) => UserEndpoints.WithBodyAsync(http, async (body, reader) =>
    {
        var (written, department, by) = (reader.Wanted("change"), reader.Text("department") ?? "", reader.Wanted("by"));
        var faults = reader.Faults().ToList();
        if (ChangeNames.Find(written) is not { } change)
        {
            change = default;
            faults.AddRange(written.Length > 0 ? [new Fault("change-unknown", "change", written, ChangeNames.All)] : []);
        }

        return faults.Count > 0 ? CommandAnswer.Malformed([.. faults])
            : !Guid.TryParse(id, out var account) ? CommandAnswer.Missing("account-unknown", id)
            : await CommandAnswer.OfAsync(await accounts.WithdrawAsync(body.Issued, new(account, change, department, by), http.RequestAborted), http);
    });
}
