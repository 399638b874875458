namespace WorkTracker.Api.Problems;

/// <summary>The HTTP status of each problem code. Content that does not fit is 400, a rule or a version that stands against it 409.</summary>
public static class Statuses
{
    private static readonly Dictionary<string, int> All = new(StringComparer.Ordinal)
    {
        ["content-invalid"] = 400, ["query-invalid"] = 400, ["catalog-invalid"] = 400, ["import-invalid"] = 400,
        ["report-invalid"] = 400, ["file-refused"] = 400,
        ["key-missing"] = 400, ["key-invalid"] = 400, ["body-missing"] = 400, ["body-malformed"] = 400, ["body-not-object"] = 400,
        ["encoding-invalid"] = 400, ["text-unstorable"] = 400, ["request-malformed"] = 400,
        ["not-signed-in"] = 401, ["sign-in-failed"] = 401, ["second-factor-wanted"] = 401,
        ["not-allowed"] = 403, ["own-entry"] = 403, ["approval-of-another-level"] = 403, ["second-reviewer-wanted"] = 403,
        ["antiforgery-failed"] = 403, ["password-change-wanted"] = 403, ["not-for-tokens"] = 403, ["https-wanted"] = 403,
        ["account-unknown"] = 404, ["token-unknown"] = 404, ["session-unknown"] = 404,
        ["not-found"] = 404, ["entry-unknown"] = 404, ["metric-unknown"] = 404, ["department-unknown"] = 404, ["party-unknown"] = 404, ["import-unknown"] = 404, ["report-unknown"] = 404, ["template-unknown"] = 404,
        ["method-not-allowed"] = 405,
        ["key-reused"] = 409, ["stale-version"] = 409, ["already-approved"] = 409, ["entry-returned"] = 409, ["entry-withdrawn"] = 409,
        ["withdrawal-pending"] = 409, ["nothing-changed"] = 409,
        ["party-exists"] = 409, ["party-merged-already"] = 409, ["party-not-merged"] = 409, ["parties-of-different-sorts"] = 409, ["party-is-itself"] = 409, ["party-is-internal"] = 409,
        ["catalog-changed"] = 409,
        ["account-exists"] = 409, ["account-changed"] = 409, ["roles-exclude-each-other"] = 409, ["second-administrator-wanted"] = 409, ["nothing-waits"] = 409, ["last-administrator"] = 409, ["own-password"] = 409,
        ["report-frozen"] = 409, ["report-not-frozen"] = 409, ["report-superseded"] = 409, ["file-of-another-report"] = 409, ["file-before-its-draft"] = 409, ["file-says-otherwise"] = 409,
        ["edition-is-itself"] = 409, ["edition-unknown"] = 409, ["edition-not-frozen"] = 409, ["edition-superseded"] = 409,
        ["body-too-large"] = 413,
        ["media-type-unsupported"] = 415,
        ["too-many-requests"] = 429, ["too-many-streams"] = 429,
        ["internal-error"] = 500, ["database-unreachable"] = 503, ["pdf-unavailable"] = 503, ["pdf-busy"] = 503,
    };

    /// <exception cref="KeyNotFoundException">A code that nobody gave a status is a bug; a test looks for them.</exception>
    public static int Of(string code) => All[code];

    public static IEnumerable<string> Codes => All.Keys;
}
