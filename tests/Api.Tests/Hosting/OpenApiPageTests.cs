using System.Text.RegularExpressions;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Hosting;

/// <summary>The page of the interface is the city's: in Chinese, without its maker's buttons, and nothing on it leads to another server.</summary>
public sealed partial class OpenApiPageTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData("\"localization\":{\"locale\":\"zh-CN\"}")]
    [InlineData("\"showDeveloperTools\":\"never\"")]
    [InlineData("\"agent\":{\"disabled\":true}")]
    [InlineData("\"mcp\":{\"disabled\":true}")]
    [InlineData("\"hideClientButton\":true")]
    [InlineData("\"telemetry\":false")]
    [InlineData("\"withDefaultFonts\":false")]
    public async Task What_would_send_something_elsewhere_is_switched_off(string setting) => (await PageAsync()).ShouldContain(setting);

    [Fact]
    public async Task No_address_of_another_server_is_on_the_page_and_those_of_its_maker_are_hidden()
    {
        var page = await PageAsync();
        page.ShouldContain("a[href^=\\u0027https://scalar.com\\u0027] { display: none !important; }");
        Address().Matches(page).Select(match => match.Value).Distinct().ShouldBe(["https://www.scalar.com", "https://scalar.com"]);
        page.ShouldNotContain("proxyUrl");
    }

    private async Task<string> PageAsync() => (await api.GetAsync("/openapi/")).Body;

    [GeneratedRegex("https?://[a-z.]+")]
    private static partial Regex Address();
}
