using System.Security.Cryptography;
using System.Text;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Commands;

/// <summary>Who issued a command, under which id, and the digest of all that was asked.</summary>
public sealed record Issued(Guid Id, byte[] Body, Actor Actor)
{
    /// <param name="id">The command's id.</param>
    /// <param name="asked">All that was asked, as text: what differs here is another command.</param>
    /// <param name="actor">Who asks.</param>
    public static Issued Of(Guid id, string asked, Actor actor) => new(id, SHA256.HashData(Encoding.UTF8.GetBytes(asked)), actor);

    /// <summary>Another user's command is another one, whatever it says: nobody learns from a key what somebody else has done.</summary>
    public Command On(Guid stream, Act act) =>
        new(Id, Actor.Account is { } account ? SHA256.HashData([.. account.ToByteArray(), .. Body]) : Body, Actor, stream, act);
}
