using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

public static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/session").WithTags("登录");
        session.MapPost("", PostSession.HandleAsync).WithName("signIn").ForSigningIn().TakesBody("""{"name": "wang.fang", "password": "…", "code": "123456"}""");
        session.MapGet("", GetSession.HandleAsync).WithName("getSession").ForOwnSession();
        session.MapDelete("", OwnSessions.SignOutAsync).WithName("signOut").ForOwnSession();
        session.MapPost("password", PostPassword.HandleAsync).WithName("changePassword").ForOwnSession().TakesBody("""{"current": "…", "password": "…"}""");
        session.MapPost("authenticator", Authenticator.BeginAsync).WithName("beginAuthenticator").ForOwnSession();
        session.MapPost("authenticator/confirmation", Authenticator.ConfirmAsync).WithName("confirmAuthenticator").ForOwnSession().TakesBody("""{"code": "123456"}""");
        session.MapPost("authenticator/removal", Authenticator.RemoveAsync).WithName("removeAuthenticator").ForOwnSession().TakesBody("""{"password": "…"}""");
        session.MapGet("tokens", TokenEndpoints.ListAsync).WithName("listTokens").ForOwnSession();
        session.MapPost("tokens", TokenEndpoints.IssueAsync).WithName("issueToken").ForOwnSession().TakesBody("""{"name": "夜间导入", "scope": "report", "days": 90}""");
        session.MapDelete("tokens", TokenEndpoints.RevokeAllAsync).WithName("revokeTokens").ForOwnSession();
        session.MapDelete("tokens/{id}", TokenEndpoints.RevokeAsync).WithName("revokeToken").ForOwnSession();
        var sessions = routes.MapGroup("/api/sessions").WithTags("登录");
        sessions.MapGet("", OwnSessions.ListAsync).WithName("listSessions").ForOwnSession();
        sessions.MapDelete("this", OwnSessions.EndThisAsync).WithName("endThisSession").ForOwnSession();
        sessions.MapDelete("others", OwnSessions.EndOthersAsync).WithName("endOtherSessions").ForOwnSession();
        sessions.MapDelete("{id}", OwnSessions.EndAsync).WithName("endSession").ForOwnSession();
        routes.MapGet("/api/audit", GetAudit.HandleAsync).WithTags("审计").WithName("getAudit").NeedsForExport(Act.ReadAudit);
    }
}
