using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entries;

public static class EntryEndpoints
{
    public static void MapEntries(this IEndpointRouteBuilder routes)
    {
        var entries = routes.MapGroup("/api/entries").WithTags("报送条目");
        entries.MapPost("", PostEntry.HandleAsync).WithName("reportEntry").Needs(Act.Report).Takes("""
            {"kind": "lecture-held", "department": "431000-tzb", "program": "lectures", "occurredOn": "2022-03-18", "coHosts": [], "fields": {"title": "示例讲座", "audience": 260}}
            """);
        entries.MapPost("{id}/corrections", PostCorrection.HandleAsync).WithName("correctEntry").Needs(Act.Correct).Takes("""
            {"version": 2, "reason": "人数重新核对", "program": "lectures", "occurredOn": "2022-03-18", "coHosts": [], "fields": {"title": "示例讲座", "audience": 262}}
            """);
        entries.MapPost("{id}/approval", PostReview.ApproveAsync).WithName("approveEntry").Needs(Act.Review).Takes("""{"version": 1}""");
        entries.MapPost("{id}/return", PostReview.ReturnAsync).WithName("returnEntry").Needs(Act.Review).Takes("""{"version": 1, "comment": "请补充主办单位"}""");
        entries.MapPost("{id}/withdrawal", PostReview.WithdrawAsync).WithName("withdrawEntry").Needs(Act.Withdraw).Takes("""{"version": 1, "reason": "重复报送"}""");
        entries.MapGet("", GetEntries.HandleAsync).WithName("listEntries").Needs(Act.ReadEntries).WaitsForPosition();
        entries.MapGet("{id}", GetEntry.HandleAsync).WithName("getEntry").Needs(Act.ReadEntries);
        entries.MapGet("{id}/history", GetEntryHistory.HandleAsync).WithName("getEntryHistory").Needs(Act.ReadEntries);
    }
}
