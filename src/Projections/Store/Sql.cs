using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace WorkTracker.Projections.Store;

/// <summary>
/// SQL with its arguments: what stands in the holes of an interpolated string becomes a parameter, another <see cref="Sql"/> is set in.
/// Nothing that a user wrote is ever part of the text.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sql
{
    private readonly List<string> pieces = [""];
    private readonly List<object> arguments = [];

    public Sql(int literalLength, int formattedCount)
    {
    }

    public static readonly Sql Empty = Of($"");

    public static Sql Of(Sql sql) => sql;

    public static Sql Join(string separator, IEnumerable<Sql> parts)
    {
        var joined = Of($"");
        foreach (var part in parts)
        {
            if (joined.arguments.Count > 0 || joined.pieces[0].Length > 0)
            {
                joined.AppendLiteral(separator);
            }

            joined.AppendFormatted(part);
        }

        return joined;
    }

    public void AppendLiteral(string text) => pieces[^1] += text;

    public void AppendFormatted(Sql other)
    {
        pieces[^1] += other.pieces[0];
        pieces.AddRange(other.pieces.Skip(1));
        arguments.AddRange(other.arguments);
    }

    public void AppendFormatted<T>(T argument)
        where T : notnull
    {
        arguments.Add(argument);
        pieces.Add("");
    }

    /// <summary>For a Marten session: parameters are question marks.</summary>
    public (string Text, object[] Arguments) ForMarten(string schema) =>
        (SchemaMigration.In(schema, string.Join('?', pieces)), [.. arguments]);

    public NpgsqlCommand Command(NpgsqlConnection connection, string schema = SchemaMigration.TotalsSchema)
    {
        var command = new NpgsqlCommand(Text(schema), connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        return command;
    }

    public NpgsqlBatchCommand BatchCommand(string schema = SchemaMigration.TotalsSchema)
    {
        var command = new NpgsqlBatchCommand(Text(schema));
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        return command;
    }

    private string Text(string schema)
    {
        var text = new StringBuilder(pieces[0]);
        for (var at = 1; at < pieces.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"${at}").Append(pieces[at]);
        }

        return SchemaMigration.In(schema, text.ToString());
    }
}
