using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>
/// Who may do what: the status that every route answers to everybody. <c>nobody</c> is not signed in, <c>off</c> is disabled, <c>none</c> has no role; then each role
/// on one county; <c>ADM</c> and <c>AUD</c> are administrator and auditor of the whole; <c>t:read</c> and <c>t:rep</c> are tokens of those scopes, of a user with all roles
/// on the county; <c>page</c> is a signed-in browser, asked where it differs from a token. What it is about is in the <c>own</c> county, in a <c>foreign</c> one,
/// <c>internal</c> (of the own county, readable by reviewers and leaders) or <c>missing</c>: what is not there answers like what is another's.
/// </summary>
internal static class MatrixTable
{
    public static readonly string[] Callers = ["nobody", "off", "none", "rep", "rev", "led", "wri", "adm", "aud", "ADM", "AUD", "t:read", "t:rep", "page"];

    public sealed record Line(string Route, string Place, IReadOnlyList<string> Statuses)
    {
        public string this[string caller] => Statuses[Array.IndexOf(Callers, caller)];
    }

    public static string NameOf(Role role) => role switch { Role.Reporter => "rep", Role.Reviewer => "rev", Role.Leader => "led", Role.Writer => "wri", Role.Administrator => "adm", _ => "aud" };

    public static string Written(string place, IEnumerable<string> statuses) => $"{place,-8} {string.Join(' ', statuses)}";

    /// <summary>Routes stand at the margin, what they are about below them.</summary>
    public static IReadOnlyList<Line> Lines { get; } = [.. Read()];

    private static IEnumerable<Line> Read()
    {
        var route = "";
        foreach (var line in Text.Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
        {
            if (!line.StartsWith("    ", StringComparison.Ordinal))
            {
                route = line.TrimEnd();
                continue;
            }

            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var place in parts[0].Split('/'))
            {
                yield return new(route, place, parts.Length == 2 ? [.. Callers.Select(_ => parts[1])] : [.. parts.Skip(1), .. Enumerable.Repeat("-", Callers.Length + 1 - parts.Length)]);
            }
        }
    }

    private const string Text = """
        --                           nobody off none   rep rev led wri adm aud   ADM AUD   t:read t:rep  page
        POST /api/entries
            own                      401    401 403    201 403 403 403 403 403   403 403   403    201
            foreign/missing          401    401 403    400 403 403 403 403 403   403 403   403    400
            internal                 401    401 403    400 403 403 403 403 403   403 403   403    201
        POST /api/entries/{id}/corrections
            own                      401    401 403    200 403 403 403 403 403   403 403   403    200
            foreign/missing          401    401 403    404 403 403 403 403 403   403 403   403    404
            internal                 401    401 403    404 403 403 403 403 403   403 403   403    200
        POST /api/entries/{id}/approval
            own/internal             401    401 403    403 200 403 403 403 403   403 403   403    403
            foreign/missing          401    401 403    403 404 403 403 403 403   403 403   403    403
        POST /api/entries/{id}/return
            own/internal             401    401 403    403 200 403 403 403 403   403 403   403    403
            foreign/missing          401    401 403    403 404 403 403 403 403   403 403   403    403
        POST /api/entries/{id}/withdrawal
            own                      401    401 403    200 403 403 403 403 403   403 403   403    200
            foreign/missing          401    401 403    404 403 403 403 403 403   403 403   403    404
            internal                 401    401 403    404 403 403 403 403 403   403 403   403    200
        GET /api/entries
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    400 400 400 400 400 400   200 200   400    400
            missing                  401    401 403    400 400 400 400 400 400   400 400   400    400
            internal                 401    401 403    400 200 200 400 400 400   400 400   200    200
        GET /api/entries/{id}
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    404 404 404 404 404 404   200 200   404    404
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
            internal                 401    401 403    404 200 200 404 404 404   404 404   200    200
        GET /api/entries/{id}/history
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    404 404 404 404 404 404   200 200   404    404
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
            internal                 401    401 403    404 200 200 404 404 404   404 404   200    200
        POST /api/imports
            own                      401    401 403    201 403 403 403 403 403   403 403   403    201
            foreign/missing          401    401 403    400 403 403 403 403 403   403 403   403    400
            internal                 401    401 403    400 403 403 403 403 403   403 403   403    201
        GET /api/imports/{id}
            own                      401    401 403    200 404 404 404 404 404   200 200   404    404
            foreign                  401    401 403    404 404 404 404 404 404   200 200   404    404
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
        GET /api/totals
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    400 400 400 400 400 400   200 200   400    400
            missing                  401    401 403    400 400 400 400 400 400   400 400   400    400
            internal                 401    401 403    400 200 200 400 400 400   400 400   200    200
        GET /api/totals/breakdown
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    400 400 400 400 400 400   200 200   400    400
            missing                  401    401 403    400 400 400 400 400 400   400 400   400    400
            internal                 401    401 403    400 200 200 400 400 400   400 400   200    200
        GET /api/totals/live
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    400 400 400 400 400 400   200 200   400    400
            missing                  401    401 403    400 400 400 400 400 400   400 400   400    400
            internal                 401    401 403    400 200 200 400 400 400   400 400   200    200
        GET /api/totals/{metric}/entries
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    400 400 400 400 400 400   200 200   400    400
            missing                  401    401 403    400 400 400 400 400 400   400 400   400    400
            internal                 401    401 403    404 200 200 404 404 404   404 404   200    200
        POST /api/reports
            own                      401    401 403    403 403 403 201 403 403   403 403   403    403
            foreign/missing/internal 401    401 403    403 403 403 400 403 403   403 403   403    403
        GET /api/reports
            all                      401    401 403    403 403 200 200 200 200   200 200   200    200
        GET /api/reports/{id}
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        GET /api/reports/{id}/file
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        GET /api/reports/{id}/pdf
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        GET /api/reports/{id}/html
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        GET /api/reports/{id}/moved
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        GET /api/reports/{id}/differences
            own                      401    401 403    403 403 200 200 200 200   200 200   200    200
            foreign                  401    401 403    403 403 404 404 404 404   200 200   404    404
            missing                  401    401 403    403 403 404 404 404 404   404 404   404    404
            internal                 401    401 403    403 403 200 404 404 404   404 404   200    200
        POST /api/reports/{id}/freeze
            own                      401    401 403    403 403 403 200 403 403   403 403   403    403
            foreign/missing/internal 401    401 403    403 403 403 404 403 403   403 403   403    403
        POST /api/reports/{id}/supersession
            own                      401    401 403    403 403 403 200 403 403   403 403   403    403
            foreign/missing/internal 401    401 403    403 403 403 404 403 403   403 403   403    403
        POST /api/reports/refresh
            own                      401    401 403    403 403 403 200 403 403   403 403   403    403
            foreign/missing/internal 401    401 403    403 403 403 403 403 403   403 403   403    403
        GET /api/templates
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
        GET /api/templates/help
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
        GET /api/templates/{code}
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
            internal                 401    401 403    404 200 200 404 404 404   404 404   200    200
        POST /api/templates/check
            all                      401    401 403    403 403 403 200 200 403   200 403   403    403
        GET /api/catalog
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
        PUT /api/catalog
            all                      401    401 403    403 403 403 403 403 403   200 403   403    403
        GET /api/departments
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
        GET /api/departments/{code}
            own                      401    401 403    200 200 200 200 200 200   200 200   200    200
            foreign                  401    401 403    404 404 404 404 404 404   200 200   404    404
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
        GET /api/parties
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
        GET /api/parties/{id}
            all                      401    401 403    200 200 200 200 200 200   200 200   200    200
            missing                  401    401 403    404 404 404 404 404 404   404 404   404    404
            internal                 401    401 403    404 200 200 404 404 404   404 404   200    200
        POST /api/parties
            all                      401    401 403    201 403 403 403 201 403   201 403   403    201
            internal                 401    401 403    400 403 403 403 400 403   400 403   403    201
        POST /api/parties/{id}/name
            all                      401    401 403    403 403 403 403 403 403   200 403   403    403
            missing/internal         401    401 403    403 403 403 403 403 403   404 403   403    403
        POST /api/parties/{id}/credit-code
            all                      401    401 403    403 403 403 403 403 403   200 403   403    403
            missing/internal         401    401 403    403 403 403 403 403 403   404 403   403    403
        POST /api/parties/{id}/merge
            all                      401    401 403    403 403 403 403 403 403   200 403   403    403
            missing/internal         401    401 403    403 403 403 403 403 403   404 403   403    403
        POST /api/parties/{id}/split
            all                      401    401 403    403 403 403 403 403 403   200 403   403    403
            missing/internal         401    401 403    403 403 403 403 403 403   404 403   403    403
        GET /api/users
            all                      401    401 403    403 403 403 403 200 403   200 403   403    403
        GET /api/users/waiting
            all                      401    401 403    403 403 403 403 200 403   200 403   403    403
        POST /api/users
            all                      401    401 403    403 403 403 403 201 403   201 403   403    403
        POST /api/users/{id}/roles
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/revocations
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/disabling
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/enabling
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/password
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/withdrawals
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/{id}/unlocking
            own                      401    401 403    403 403 403 403 409 403   409 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   409 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        GET /api/users/{id}/tokens
            own                      401    401 403    403 403 403 403 200 403   200 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   200 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        DELETE /api/users/{id}/tokens/{token}
            own                      401    401 403    403 403 403 403 404 403   404 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   404 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        POST /api/users/imports
            all                      401    401 403    403 403 403 403 200 403   200 403   403    403
        DELETE /api/users/{id}/sessions
            own                      401    401 403    403 403 403 403 204 403   204 403   403    403
            foreign                  401    401 403    403 403 403 403 404 403   204 403   403    403
            missing                  401    401 403    403 403 403 403 404 403   404 403   403    403
        GET /api/audit
            all                      401    401 403    403 403 403 403 403 403   403 200   403    403
        GET /api/session
            all                      401    401 200    200 200 200 200 200 200   200 200   200    200    200
        DELETE /api/session
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        POST /api/session/password
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        POST /api/session/authenticator
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    200
        POST /api/session/authenticator/confirmation
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    400
        POST /api/session/authenticator/removal
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        POST /api/session/tokens
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    200
        GET /api/session/tokens
            all                      401    401 200    200 200 200 200 200 200   200 200   200    200    200
        DELETE /api/session/tokens
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        DELETE /api/session/tokens/{id}
            foreign/missing          401    401 403    403 403 403 403 403 403   403 403   403    403    404
        GET /api/sessions
            all                      401    401 200    200 200 200 200 200 200   200 200   200    200    200
        DELETE /api/sessions/this
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        DELETE /api/sessions/others
            all                      401    401 403    403 403 403 403 403 403   403 403   403    403    204
        DELETE /api/sessions/{id}
            missing                  401    401 403    403 403 403 403 403 403   403 403   403    403    404
        POST /api/session
            anyone                   415
        GET /openapi/{documentName}.json
            anyone                   200
         /health/live
            anyone                   200
         /health/ready
            anyone                   200
         /metrics
            anyone                   200
        GET /openapi/scalar.js
            anyone                   200
        GET /openapi/scalar.aspnetcore.js
            anyone                   200
        GET /openapi/favicon.svg
            anyone                   200
        GET /openapi/{documentName?}
            anyone                   200
        """;
}
