using System.Globalization;
using System.Text;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Parties;

/// <summary>Visits to enterprises that writers alone may read of.</summary>
internal static class InternalKinds
{
    public static async Task DefineAsync(RunningApi api) => (await PutAsync(api, """
        kinds:
          - { code: visit-inside, name: 内部走访, readers: [writer], fields: [{ code: enterprise, name: 企业, type: party, sorts: [enterprise] }] }
        metrics:
          - { code: visit-inside.parties, name: 走访企业, unit: 家, measure: distinct enterprise, of: [visit-inside] }
        """)).Status.ShouldBe(200);

    public static Task<Answer> PutAsync(RunningApi api, string yaml) => api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent(yaml, Encoding.UTF8, "application/yaml"), null);

    public static string Code(int number) => UnifiedSocialCreditCode.WithCheckCharacter(string.Create(CultureInfo.InvariantCulture, $"91431000MA4LTG{number:000}")).Value;

    /// <summary>The party that is named.</summary>
    public static async Task<Guid> VisitAsync(RunningApi api, string name, string? creditCode)
    {
        var answer = await api.PostAsync("/api/entries", new
        {
            kind = "visit-inside", department = TestCatalog.County, program = "wanqi", occurredOn = "2011-03-18", fields = new { enterprise = new { name, creditCode } },
        });
        answer.Status.ShouldBe(201, answer.Body);
        return PartyName.IdOf("enterprise", name, isInternal: true);
    }

    public static async Task<HttpClient> UserAsync(RunningApi api, string name, Role role) =>
        TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, [new(role, role == Role.Administrator ? TestCatalog.City : TestCatalog.County)]));
}
