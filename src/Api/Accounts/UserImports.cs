using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Imports;

namespace WorkTracker.Api.Accounts;

public static class UserImports
{
    /// <summary>Takes in a CSV file of users and roles, by an administrator for what they administer: all of it, or nothing with everything that is wrong.</summary>
    /// <response code="200">The new users with their first passwords, shown once.</response>
    /// <response code="202">The same; a further administrator among them waits for a second one's word.</response>
    /// <response code="400">Nothing is stored; each fault names its row and column.</response>
    [ProducesResponseType<IReadOnlyList<OpenedAccountAnswer>>(200)]
    [ProducesResponseType<IReadOnlyList<OpenedAccountAnswer>>(202)]
    public static async Task<IResult> HandleAsync(HttpContext http, UserFile users)
    {
        var (id, file, bytes, refused) = await ImportRequest.ReadAsync(http, "");
        if (file is null)
        {
            return refused!;
        }

        var issued = new Issued(id, SHA256.HashData([.. Encoding.UTF8.GetBytes("users\n"), .. bytes]), CurrentActor.Of(http));
        var (outcome, opened) = await users.ImportAsync(issued, file, http.RequestAborted);
        return outcome is not Outcome.Done ? await CommandAnswer.OfAsync(outcome, http)
            : await users.WaitsAsync(file, issued.Actor, http.RequestAborted) ? Results.Accepted(null, opened)
            : Results.Ok(opened);
    }
}
