using System.Security.Cryptography;
using System.Text;
using WorkTracker.Domain;

namespace WorkTracker.Api.Commands;

/// <summary>Who issued a command, under which id, and the digest of all that was asked.</summary>
public sealed record Issued(Guid Id, byte[] Body, Actor Actor)
{
    /// <param name="id">The command's id.</param>
    /// <param name="asked">All that was asked, as text: what differs here is another command.</param>
    /// <param name="actor">Who asks.</param>
    public static Issued Of(Guid id, string asked, Actor actor) => new(id, SHA256.HashData(Encoding.UTF8.GetBytes(asked)), actor);

    public Command On(Guid stream) => new(Id, Body, Actor, stream);
}
