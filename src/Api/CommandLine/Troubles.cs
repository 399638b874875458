using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Samples;
using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Api.CommandLine;

/// <summary>What an operator can mend, in a sentence. What a library adds in its own language stands behind it.</summary>
internal static partial class Troubles
{
    /// <summary>Null for a bug, which keeps its stack.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        PrivateServerException e => VerbTexts.ResourceManager.GetString($"server-{e.Code}", null) is { } words ? $"{words}\n  {e.Message}" : e.Message,
        ServedToOthersException e => VerbTexts.ServedToOthers.With(e.Message),
        SampleException e => VerbTexts.SampleRefused.With(e.Message),
        SettingException { Why: { } why } => why,
        SettingException { Value: { } value } e => VerbTexts.SettingUnusable.With(e.Setting, value),
        SettingException e => VerbTexts.SettingUnreadable.With(e.Setting),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => VerbTexts.DatabaseRefusesUser,
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => VerbTexts.DatabaseMissing,
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e => VerbTexts.DatabaseForbids.With(e.MessageText),
        NpgsqlException or SocketException => VerbTexts.DatabaseUnreachable.With(exception.Message),
        IOException { InnerException: AddressInUseException } => VerbTexts.PortTaken,
        FileNotFoundException or DirectoryNotFoundException => VerbTexts.FileMissing.With(PathIn(exception)),
        IOException or UnauthorizedAccessException => VerbTexts.FileForbids.With(PathIn(exception)),
        _ => null,
    };

    /// <summary>Most of these exceptions name the file in their message only.</summary>
    private static string PathIn(Exception exception) => Quoted().Match(exception.Message) is { Success: true } match ? match.Groups[1].Value : exception.Message;

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
