using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Projections.Tests.Verification;

internal static class Proof
{
    public static Task<VerificationReport> VerifyAsync(this TestStore store, IProgress<VerificationProgress>? progress = null) =>
        Projections.Verification.Verification.RunAsync(store.Store, store.Source, progress, TestContext.Current.CancellationToken);
}
