using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace WorkTracker.Api.Samples;

/// <summary>A figure as it was printed: what to ask, and what must come out.</summary>
public sealed record PublishedFigure
{
    /// <summary>Its row in the list of published figures, such as 12.</summary>
    public required string Figure { get; init; }

    /// <summary>A code; several, separated by commas, for a phrase of several metrics.</summary>
    public required string Metric { get; init; }

    public required string Department { get; init; }

    public required string Window { get; init; }

    public string Basis { get; init; } = "approved";

    /// <summary>In the metric's unit; null where the phrase is of several metrics.</summary>
    public string? Value { get; init; }

    public required string Style { get; init; }

    /// <summary>The printed wording.</summary>
    public required string Text { get; init; }
}

/// <summary>The published figures of a sample: the file <c>published.yaml</c>.</summary>
public sealed record PublishedFigures
{
    public const string FileName = "published.yaml";

    public List<PublishedFigure> Figures { get; init; } = [];

    public static PublishedFigures Read(string folder)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
        using var file = File.OpenText(Path.Combine(folder, FileName));
        return reader.Deserialize<PublishedFigures>(file);
    }
}
