using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>P11: no route without a rule.</summary>
public sealed class RouteRuleTests(RunningApi api) : IClassFixture<RunningApi>
{
    /// <summary>Whoever adds one here says with it that nothing behind it is anybody's.</summary>
    private static readonly string[] OpenToAnyone = ["POST /api/session", "GET /openapi", "GET /health", " /health"];

    [Fact]
    public void P11_Every_route_has_a_rule() =>
        Routes(api.Services).Where(route => route.Metadata.GetOrderedMetadata<RouteRule>().Count != 1).Select(Named).ShouldBeEmpty();

    [Fact]
    public void P11_Nothing_but_signing_in_and_what_holds_no_data_is_open_to_anyone() =>
        Routes(api.Services).Where(route => route.Metadata.GetMetadata<RouteRule>()!.Who == Audience.Anyone).Select(Named)
            .Where(name => !OpenToAnyone.Any(open => name.StartsWith(open, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void A_route_that_changes_something_needs_more_than_a_right_to_read() =>
        Routes(api.Services).Where(route => !Named(route).StartsWith("GET ", StringComparison.Ordinal) && route.Metadata.GetMetadata<RouteRule>() is { Act: { } act } && Domain.Accounts.Acts.Reads(act))
            .Select(Named).ShouldBeEmpty();

    internal static IEnumerable<RouteEndpoint> Routes(IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    internal static string Named(RouteEndpoint route) =>
        $"{string.Join(',', route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} /{route.RoutePattern.RawText!.Trim('/')}";
}
