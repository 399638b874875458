using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace WorkTracker.Api.Tests.Running;

/// <summary>The program by a clock that stands still until a test turns it.</summary>
public sealed class ClockedApi : RunningApi
{
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public Browser Browser() => new(Http.BaseAddress!);

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
}
