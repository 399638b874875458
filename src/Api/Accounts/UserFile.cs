using WorkTracker.Api.Commands;
using WorkTracker.Api.Imports;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <summary>
/// Users from a file: columns name, role, department (or their Chinese names), a row for each role. The whole file is checked before the first
/// user is made; taken in again it adds what is missing.
/// </summary>
public sealed class UserFile(AccountCommands accounts, KnownDefinitions definitions)
{
    public async Task<(IReadOnlyList<OpenedAccountAnswer> Opened, IReadOnlyList<Fault> Faults)> ImportAsync(ImportFile file, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        var (name, role, department) = (Column(file, "name", "用户名"), Column(file, "role", "角色"), Column(file, "department", "单位"));
        if (name < 0 || role < 0 || department < 0)
        {
            return ([], [new("property-missing", "", "name, role, department")]);
        }

        var rows = file.Rows.Select(row => (row.Line, Name: row.Cell(name), Role: RoleOf(row.Cell(role)), Written: row.Cell(role), Department: row.Cell(department))).ToList();
        List<Fault> faults =
        [
            .. rows.Where(row => known.Roster.Find(row.Name) is null).Select(row => (row.Line, Fault: AccountName.Fault(row.Name))).Where(row => row.Fault is not null)
                .Select(row => row.Fault! with { Path = $"rows[{row.Line}].name" }),
            .. rows.Where(row => row.Role is null).Select(row => new Fault("role-unknown", $"rows[{row.Line}].role", row.Written, string.Join('、', Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())))),
            .. rows.Where(row => row.Department != Grant.Everywhere && known.Tree.Find(row.Department) is null).Select(row => new Fault("department-unknown", $"rows[{row.Line}].department", row.Department)),
        ];
        return faults.Count > 0 ? ([], faults) : await StoreAsync(rows.ConvertAll(row => (row.Line, row.Name, row.Role!.Value, row.Department)), known.Roster, cancellation);
    }

    private async Task<(IReadOnlyList<OpenedAccountAnswer>, IReadOnlyList<Fault>)> StoreAsync(
        List<(int Line, string Name, Role Role, string Department)> rows, Roster roster, CancellationToken cancellation)
    {
        var (opened, faults) = (new List<OpenedAccountAnswer>(), new List<Fault>());
        foreach (var user in rows.GroupBy(row => row.Name, StringComparer.OrdinalIgnoreCase))
        {
            var (id, password) = (roster.Find(user.Key)?.Account ?? Guid.NewGuid(), Secrets.NewPassword());
            if (roster.Find(user.Key) is null)
            {
                await accounts.OpenAsync(Issued.Of(id, user.Key, Actor.Local), user.Key, password, cancellation: cancellation);
                opened.Add(new(id, user.Key, password));
            }

            foreach (var row in user)
            {
                var outcome = await accounts.GrantAsync(Issued.Of(Guid.NewGuid(), user.Key, Actor.Local), new(id, row.Role, row.Department), cancellation);
                if (outcome is Outcome.Refused { Reason: { Code: not "nothing-changed" } reason })
                {
                    faults.AddRange(reason.Faults.Select(fault => fault with { Path = $"rows[{row.Line}].{fault.Path}" }));
                }
            }
        }

        return (opened, faults);
    }

    private static int Column(ImportFile file, string name, string chinese) => file.Columns.ToList().FindIndex(column => column == name || column == chinese);

    private static Role? RoleOf(string written) => written switch
    {
        "报送员" => Role.Reporter,
        "审核员" => Role.Reviewer,
        "领导" => Role.Leader,
        "办公室" => Role.Writer,
        "管理员" => Role.Administrator,
        "审计员" => Role.Auditor,
        _ => written.All(char.IsLetter) && Enum.TryParse<Role>(written, ignoreCase: true, out var role) ? role : null,
    };
}
