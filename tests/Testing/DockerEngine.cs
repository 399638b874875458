using System.Net.Sockets;
using System.Text;

namespace WorkTracker.Testing;

internal static class DockerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asked on the socket itself: without an engine Testcontainers' own search takes long to give up.</summary>
    public static async Task<bool> AnswersAsync()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? named : "unix:///var/run/docker.sock";
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address))
        {
            return false;
        }
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var socket = address.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (address.Scheme == "unix")
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), limit.Token);
            }
            else
            {
                await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            }
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"), limit.Token);
            var answer = new byte[64];
            var length = await socket.ReceiveAsync(answer, limit.Token);
            return Encoding.ASCII.GetString(answer, 0, length).Contains(" 200 ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
