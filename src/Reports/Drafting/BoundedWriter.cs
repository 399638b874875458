using System.Globalization;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

/// <summary>Takes so much text and no more, and stops at the time limit.</summary>
internal sealed class BoundedWriter(int most, CancellationToken cancellation) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    private void Check(int more)
    {
        cancellation.ThrowIfCancellationRequested();
        if (GetStringBuilder().Length + more > most)
        {
            throw new TemplateException("template-grows-too-large");
        }
    }
}
