using System.Text;

namespace WorkTracker.Reports.Tests.Refresh;

/// <summary>An archive whose directory states lengths of 64 bits, whatever they are.</summary>
internal static class Zip64
{
    private static readonly string[] Names = ["[Content_Types].xml", "word/document.xml", "x0", "x1"];

    public static byte[] Stating(long length)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var places = new List<uint>();
        foreach (var name in Names)
        {
            places.Add((uint)stream.Position);
            writer.Write(0x04034b50u);
            Common(writer, 1, 1, name, extra: 0);
            writer.Write((byte)'a');
        }

        var start = (uint)stream.Position;
        foreach (var (name, place) in Names.Zip(places))
        {
            writer.Write(0x02014b50u);
            writer.Write((ushort)45);
            var stated = name.StartsWith('x');
            Fields(writer, 1, stated ? uint.MaxValue : 1, name, extra: stated ? (ushort)12 : (ushort)0);
            writer.Write(new byte[10]);
            writer.Write(place);
            writer.Write(Encoding.ASCII.GetBytes(name));
            if (stated)
            {
                writer.Write((ushort)1);
                writer.Write((ushort)8);
                writer.Write(length);
            }
        }

        var size = (uint)stream.Position - start;
        writer.Write(0x06054b50u);
        writer.Write(0u);
        writer.Write((ushort)Names.Length);
        writer.Write((ushort)Names.Length);
        writer.Write(size);
        writer.Write(start);
        writer.Write((ushort)0);
        return stream.ToArray();
    }

    private static void Common(BinaryWriter writer, uint packed, uint unpacked, string name, ushort extra)
    {
        Fields(writer, packed, unpacked, name, extra);
        writer.Write(Encoding.ASCII.GetBytes(name));
    }

    /// <summary>Version, flags, method (stored), time, day, checksum of "a", lengths.</summary>
    private static void Fields(BinaryWriter writer, uint packed, uint unpacked, string name, ushort extra)
    {
        writer.Write((ushort)45);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)0x21);
        writer.Write(0xE8B7BE43u);
        writer.Write(packed);
        writer.Write(unpacked);
        writer.Write((ushort)name.Length);
        writer.Write(extra);
    }
}
