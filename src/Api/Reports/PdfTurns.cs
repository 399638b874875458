namespace WorkTracker.Api.Reports;

/// <summary>Who has a PDF made or waits for it: so many that the last one's patience suffices, of everybody and of one user.</summary>
public sealed class PdfTurns
{
    public const int Most = 8;
    public const int MostAUser = 2;

    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Is given back by disposing of it; null where there is none left.</summary>
    public IDisposable? TryTake(string user)
    {
        lock (taken)
        {
            var already = taken.GetValueOrDefault(user);
            if (already >= MostAUser || taken.Values.Sum() >= Most)
            {
                return null;
            }

            taken[user] = already + 1;
            return new Turn(this, user);
        }
    }

    private void GiveBack(string user)
    {
        lock (taken)
        {
            if (--taken[user] == 0)
            {
                taken.Remove(user);
            }
        }
    }

    private sealed class Turn(PdfTurns turns, string user) : IDisposable
    {
        private int isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isGivenBack, 1) == 0)
            {
                turns.GiveBack(user);
            }
        }
    }
}
