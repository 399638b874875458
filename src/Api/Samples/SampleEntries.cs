using WorkTracker.Api.Imports;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Samples;

/// <summary>An entry of a sample, as the steps so far leave it.</summary>
internal sealed class SampleEntry(string reference, Guid id, ImportColumns columns, ImportFile file, ImportRow row)
{
    private ImportRow row = row;

    public string Ref => reference;

    public Guid Id => id;

    public long Version { get; private set; } = 1;

    /// <summary>Waits for approval, of its content.</summary>
    public bool Waits { get; private set; } = true;

    public void Took(string action)
    {
        Version++;
        Waits = action == "correct";
    }

    /// <summary>The content with some cells changed: <c>field=value</c>, separated by ；；.</summary>
    public ContentDraft Changed(string changes)
    {
        var cells = row.Cells.Concat(Enumerable.Repeat("", file.Columns.Count)).Take(file.Columns.Count).ToArray();
        foreach (var change in changes.Split("；；", StringSplitOptions.RemoveEmptyEntries))
        {
            var (field, value) = change.Split('=', 2) is [var left, var right] ? (left, right) : throw new SampleException($"{reference}: {change}");
            var column = file.Columns.ToList().IndexOf(field);
            cells[column >= 0 ? column : throw new SampleException($"{reference}: {field}")] = value;
        }

        row = row with { Cells = cells };
        return columns.Draft(row);
    }
}

/// <summary>The entries of a sample by their refs, in the order of the files.</summary>
internal sealed class SampleEntries
{
    private readonly OrderedDictionary<string, SampleEntry> entries = new(StringComparer.Ordinal);

    public int Count => entries.Count;

    public void Add(Guid import, ImportColumns columns, ImportFile file)
    {
        foreach (var row in file.Rows)
        {
            var reference = columns.Text(row, "ref") ?? throw new SampleException($"{file.Name}({row.Line}): ref");
            entries.Add(reference, new(reference, ImportCommands.EntryId(import, reference, row.Line), columns, file, row));
        }
    }

    /// <summary>One entry, or by a pattern with a star at its end all that wait for approval.</summary>
    public IReadOnlyList<SampleEntry> Meant(string reference, string action) =>
        action == "approve" && reference.EndsWith('*')
            ? [.. entries.Values.Where(entry => entry.Waits && entry.Ref.StartsWith(reference[..^1], StringComparison.Ordinal))]
            : entries.TryGetValue(reference, out var one) ? [one] : [];
}
