using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.EmbeddedPostgres;

internal static class ServerPort
{
    // Below the range from which outgoing connections take theirs: a remembered port stays free more often.
    private const int Lowest = 20_000;
    private const int Count = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static int Free(int? remembered)
    {
        var port = remembered ?? AnyPort();
        while (!IsFree(port))
        {
            port = AnyPort();
        }
        return port;
    }

    /// <summary>Whether a PostgreSQL takes connections there, in its own protocol: a stranger's server and one that is still recovering do not.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Greeting(), limit.Token);
            var answer = new byte[256];
            var length = await stream.ReadAtLeastAsync(answer, 5, throwOnEndOfStream: false, limit.Token);
            // 'R' asks for the password. 'E' is a refusal; 57P03 is "starting up", any other comes from a server at work.
            return length > 0 && answer[0] switch
            {
                (byte)'R' => true,
                (byte)'E' => !Encoding.ASCII.GetString(answer, 0, length).Contains("57P03", StringComparison.Ordinal),
                _ => false,
            };
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // The start-up message of protocol 3.0: length, version, then name-value pairs, each ended by a zero byte.
    private static byte[] Greeting()
    {
        var pairs = Encoding.ASCII.GetBytes($"user\0{PrivateServer.Role}\0database\0postgres\0\0");
        var message = new byte[8 + pairs.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), 3 << 16);
        pairs.CopyTo(message, 8);
        return message;
    }

    private static int AnyPort() => Lowest + RandomNumberGenerator.GetInt32(Count);

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
