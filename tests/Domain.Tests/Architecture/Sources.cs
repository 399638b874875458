using System.Xml.Linq;

namespace WorkTracker.Domain.Tests.Architecture;

/// <summary>The project files as they lie in the working copy that the tests were built from.</summary>
internal static class Sources
{
    public static readonly string Root = Above(AppContext.BaseDirectory);

    public static IEnumerable<string> Projects => Directory.GetDirectories(Path.Combine(Root, "src")).Select(Path.GetFileName).OfType<string>()
        .Where(name => File.Exists(PathOf(name)));

    public static IEnumerable<string> ProjectReferences(string project) =>
        Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public static IEnumerable<string> Included(string project, string item) =>
        XDocument.Load(PathOf(project)).Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static string PathOf(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "WorkTracker.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
