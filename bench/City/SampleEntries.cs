namespace WorkTracker.Bench.City;

/// <summary>
/// Invented entries of three years, the same for the same seed: seven of ten by sections, two by counties, one by offices of the city,
/// all kinds alike but for a rare stated share. <paramref name="parties"/> is how many there are of all sorts together.
/// </summary>
internal sealed class SampleEntries(int seed, int parties)
{
    public static readonly DateOnly First = new(2020, 1, 1);
    public const int Days = 1096;

    private static readonly string[] Sorts = ["enterprise", "project", "village", "person", "problem"];

    private readonly Random random = new(seed);

    public IEnumerable<SampleEntry> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    public SampleEntry Next() => random.Next(2000) == 0
        ? Entry(Departments.City, "share-stated", ("share", (decimal)random.Next(5000, 9000) / 100))
        : Next(Kinds.All[random.Next(10)].Code);

    public SampleEntry Next(string kind) => kind switch
    {
        "enterprise-joined" => Entry(kind, ("enterprise", Party("enterprise")), ("villages", Some("village")), ("funds", Amount(500_000))),
        "enterprise-left" => Entry(kind, ("enterprise", Party("enterprise"))),
        "project-signed" => Entry(kind, ("project", Party("project")), ("enterprise", Party("enterprise")), ("investment", Amount(900_000_000)), ("hometown", random.Next(3) == 0)),
        "project-started" => Entry(kind, ("project", Party("project")), ("invested", Amount(300_000_000))),
        "lecture-held" => Entry(kind, Title(), ("audience", Whole(500)), ("form", random.Next(4) == 0 ? "线上" : "线下")),
        "visit-made" => Entry(kind, ("enterprise", Party("enterprise")), ("problems", Whole(6))),
        "problem-solved" => Entry(kind, ("problem", Party("problem")), ("days", Whole(90))),
        "training-held" => Entry(kind, Title(), ("people", Whole(120))),
        "article-published" => Entry(kind, Title(), ("tier", random.Next(10) switch { < 7 => "市级", < 9 => "省级", _ => "国家级" })),
        "aid-given" => Entry(kind, ("village", Party("village")), ("person", Party("person")), ("amount", Amount(20_000))),
        _ => throw new InvalidOperationException($"No such kind: {kind}."),
    };

    private SampleEntry Entry(string kind, params (string, object)[] fields) => Entry(Department(), kind, fields);

    private SampleEntry Entry(string department, string kind, params (string, object)[] fields)
    {
        var id = new byte[16];
        random.NextBytes(id);
        return new(new Guid(id), department, kind, First.AddDays(random.Next(Days)), fields);
    }

    private string Department() => Any(random.Next(10) switch { < 7 => Departments.Sections, < 9 => Departments.Counties, _ => Departments.Offices });

    /// <summary>Everybody who may be named.</summary>
    public IEnumerable<SampleParty> Parties => Sorts.SelectMany(sort => Enumerable.Range(0, Count(sort)).Select(number => new SampleParty(sort, number)));

    private SampleParty Party(string sort) => new(sort, random.Next(Count(sort)));

    private SampleParty[] Some(string sort) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Party(sort)).Distinct()];

    private (string, object) Title() => ("title", $"示例题目{random.Next(10_000)}");

    private decimal Amount(int most) => random.Next(1, most) + ((decimal)random.Next(100) / 100);

    private decimal Whole(int most) => random.Next(1, most);

    private string Any(string[] codes) => codes[random.Next(codes.Length)];

    private int Count(string sort) => Math.Max(1, parties * sort switch { "enterprise" => 40, "project" => 25, "village" => 10, "person" => 10, _ => 15 } / 100);
}
