namespace WorkTracker.Api.Tests.Running;

/// <summary>What reporters send.</summary>
public static class Requests
{
    public static object Lecture(string day = "2022-03-18", int audience = 200, string department = TestCatalog.County, string title = "示例讲座") => new
    {
        kind = "lecture-held", department, program = "lectures", occurredOn = day, fields = new { title, audience },
    };

    public static object Joined(object enterprise, string day = "2022-03-18", string department = TestCatalog.County, object? funds = null) => new
    {
        kind = "enterprise-joined", department, program = "wanqi", occurredOn = day, fields = new { enterprise, funds = funds ?? 0 },
    };
}
