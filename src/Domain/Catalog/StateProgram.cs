namespace WorkTracker.Domain.Catalog;

/// <summary>How a program should stand. <c>EndedOn</c> is null while it runs.</summary>
public sealed record StateProgram(string Code, string Name, DateOnly? EndedOn)
{
    /// <summary>No event where it stands as stated. A program that had ended is opened anew where it is stated to run: opening forgets the ending.</summary>
    public static IEnumerable<object> Changes(StateProgram stated, Program? stored)
    {
        var opens = stored is null || stated.Name != stored.Name || (stated.EndedOn is null && stored.EndedOn is not null);
        if (opens)
        {
            yield return new ProgramOpened(stated.Code, stated.Name);
        }

        if (stated.EndedOn is { } ended && (opens || ended != stored!.EndedOn))
        {
            yield return new ProgramEnded(stated.Code, ended);
        }
    }
}
