namespace WorkTracker.Domain.Imports;

/// <summary>A file of rows taken in, wholly. Its entries carry <c>Import</c>. <c>FileHash</c> is SHA-256 in lower-case hex.</summary>
public sealed record ImportAccepted(Guid Import, string Kind, string FileName, string FileHash, int Rows);
