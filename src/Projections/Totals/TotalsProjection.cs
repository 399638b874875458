using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace WorkTracker.Projections.Totals;

public sealed class TotalsProjection : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) => Task.CompletedTask;
}
