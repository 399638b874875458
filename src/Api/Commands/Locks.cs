using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Commands;

/// <summary>
/// Keys of advisory locks. Whoever decides takes those of the department's months and its ancestors' together with others;
/// whoever closes a month, or changes definitions, takes them alone. Always in ascending order, so that nobody waits in a circle.
/// </summary>
internal static class Locks
{
    public static readonly long Definitions = Key("definitions");

    public static readonly long Parties = Key("parties");

    public static long[] Of(Command command, DepartmentTree tree) => [.. Of(command.Ledgers, tree).Append(Definitions).Order()];

    public static long[] Of(IEnumerable<Ledger> ledgers, DepartmentTree tree) =>
        [.. ledgers.SelectMany(ledger => tree.SelfAndAncestors(ledger.Department).SelectMany(department => ledger.Months.Select(month => (department.Code, month))))
            .Distinct().Select(books => Key($"books {books.Code} {books.month}")).Order()];

    private static long Key(string name) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"worktracker {name}"))));
}
