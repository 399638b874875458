using System.Xml.Linq;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Tests.Architecture;

/// <summary>Domain depends on nothing; Projections on Domain; Reports and Web on both; Api hosts all. No other arrow.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Domain"] = [],
        ["EmbeddedPostgres"] = [],
        ["Projections"] = ["Domain"],
        ["Reports"] = ["Domain", "Projections"],
        ["Web"] = ["Domain", "Projections"],
        ["Api"] = ["Domain", "Projections", "Reports", "EmbeddedPostgres", "Web"],
    };

    [Fact]
    public void Every_project_refers_to_those_below_it_only()
    {
        foreach (var project in Sources.Projects)
        {
            Arrows.ShouldContainKey(project);
            Sources.ProjectReferences(project).Except(Arrows[project]).ShouldBeEmpty($"{project} points at them");
        }
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("EmbeddedPostgres")]
    public void What_depends_on_nothing_has_no_package(string project) => Sources.Included(project, "PackageReference").ShouldBeEmpty();

    [Fact]
    public void The_built_domain_refers_to_the_framework_only() =>
        typeof(Entry).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name).ShouldAllBe(name => name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Projections_know_nothing_of_HTTP() =>
        Sources.Included("Projections", "PackageReference").Concat(Sources.Included("Projections", "FrameworkReference"))
            .Where(name => name.Contains("AspNetCore", StringComparison.Ordinal) || name.Contains("Wolverine", StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("Domain")]
    [InlineData("Projections")]
    [InlineData("Reports")]
    public void Clock_chance_environment_and_files_are_banned(string project)
    {
        Sources.Included(project, "AdditionalFiles").ShouldContain(path => path.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        var packages = XDocument.Load(Path.Combine(Sources.Root, "Directory.Packages.props"));
        packages.Descendants("GlobalPackageReference").ShouldContain(package => (string?)package.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        XDocument.Load(Path.Combine(Sources.Root, "Directory.Build.props")).Descendants("TreatWarningsAsErrors").Single().Value.ShouldBe("true");
        var banned = File.ReadLines(Path.Combine(Sources.Root, "BannedSymbols.txt")).Select(line => line.Split(';')[0]);
        string[] wanted =
        [
            "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow", "T:System.TimeProvider", "T:System.Random",
            "M:System.Guid.NewGuid", "T:System.Environment", "T:System.IO.File", "T:System.IO.Directory",
        ];
        wanted.Except(banned).ShouldBeEmpty();
    }

    /// <summary>What the solution does not name is neither built nor tested by <c>./test</c>, and nobody notices.</summary>
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Sources.Root, "WorkTracker.sln"));
        new[] { "src", "tests", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(project => Path.GetRelativePath(Sources.Root, project).Replace('/', '\\'))
            .Where(project => !solution.Contains(project, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_package_has_a_version_of_its_own() =>
        Sources.Projects.SelectMany(project => XDocument.Load(Path.Combine(Sources.Root, "src", project, project + ".csproj")).Descendants("PackageReference"))
            .Where(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null).ShouldBeEmpty();
}
