namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Texts that are no catalog document, or not one of its format.</summary>
internal static class BadTexts
{
    public static readonly BadDocument[] All =
    [
        new("An empty text", "", "document-empty "),
        new("A text of comments", "# nothing\n", "document-empty "),
        new("A document over 2 MB", "programs: # " + new string('长', 700_000), "document-too-large "),
        new("Several documents", "programs: []\n---\nkinds: []\n", "document-several "),
        new("A list instead of sections", "- programs\n", "mapping-wanted "),
        new("An open bracket", "programs: [\n", "yaml-malformed "),
        new("A tab as indentation", "programs:\n\t- code: a\n", "yaml-malformed "),
        new("An unknown section", "programms: []\n", "key-unknown programms"),
        new("A key written twice, anywhere", "programs:\n  - { code: a, name: 甲, name: 乙 }\nprograms: []\n", "key-repeated programs[0].name", "key-repeated programs"),
        new("A list as a key", "? [programs]\n: []\n", "key-not-text "),
        new("An anchor and its alias", "programs:\n  - code: &a a\n    name: *a\n", "alias-refused programs[0].code", "alias-refused programs[0].name"),
        new("A tag", "programs:\n  - code: !!str a\n    name: 甲\n", "tag-refused programs[0].code"),
        new("Nesting without end", "programs: " + new string('[', 100_000), "nested-too-deep programs" + string.Concat(Enumerable.Repeat("[0]", 19))),
        new("A control character", "programs:\n  - { code: a, name: \"甲\\u0007\" }\n", "text-unstorable programs[0].name"),
        new("NUL", "programs:\n  - { code: a, name: \"甲\\0\" }\n", "text-unstorable programs[0].name"),
        new("A line break in a name", "programs:\n  - { code: a, name: \"甲\\n乙\" }\n", "line-break-refused programs[0].name"),
        new("An unknown key of an item", "programs:\n  - { code: a, name: 甲, colour: red }\n", "key-unknown programs[0].colour"),
        new("A section that is no list", "programs: { code: a }\n", "list-wanted programs"),
        new("An item that is no mapping", "programs: [a]\n", "mapping-wanted programs[0]"),
        new("A list as a name", "programs:\n  - { code: a, name: [甲] }\n", "text-wanted programs[0].name"),
        new("A mapping in a list of texts", "departments:\n  - { code: b, name: 乙, level: x, parent: city, tags: { a: b } }\n", "texts-wanted departments[0].tags"),
        new("Nothing as a tag", "departments:\n  - { code: b, name: 乙, level: x, parent: city, tags: [null] }\n", "text-wanted departments[0].tags[0]"),
        new("Code and name missing", "programs:\n  - {}\n", "value-missing programs[0].code", "value-missing programs[0].name"),
        new("A name that is null", "{\"programs\": [{\"code\": \"a\", \"name\": null}]}", "value-missing programs[0].name"),
        new("A name of 101 characters", $"programs:\n  - {{ code: a, name: {new string('名', 101)} }}\n", "text-too-long programs[0].name"),
        new("A code with a space", "programs:\n  - { code: a b, name: 甲 }\n", "code-invalid programs[0].code"),
        new("A code that begins with a hyphen", "programs:\n  - { code: -a, name: 甲 }\n", "code-invalid programs[0].code"),
        new("A code of 81 characters", $"programs:\n  - {{ code: {new string('a', 81)}, name: 甲 }}\n", "text-too-long programs[0].code"),
        new("A day that does not exist", "programs:\n  - { code: a, name: 甲, ended: 2022-02-30 }\n", "day-unreadable programs[0].ended"),
        new("A day in another writing", "programs:\n  - { code: a, name: 甲, ended: 2022/2/3 }\n", "day-unreadable programs[0].ended"),
        new("A day in the year 2999", "programs:\n  - { code: a, name: 甲, ended: 2999-01-01 }\n", "day-out-of-range programs[0].ended"),
        new("The same program twice", "programs:\n  - { code: a, name: 甲 }\n  - { code: a, name: 乙 }\n", "code-repeated programs[1].code"),
        new("The same department twice", "departments:\n  - { code: b, name: 乙, level: x, parent: city }\n  - { code: b, name: 丙, level: x, parent: city }\n", "code-repeated departments[1].code"),
        new("The same kind twice", "kinds:\n  - { code: a, name: 甲 }\n  - { code: a, name: 乙 }\n", "code-repeated kinds[1].code"),
        new("The same metric twice", "metrics:\n  - { code: a, name: 甲, unit: 次, measure: count, of: [joined] }\n  - { code: a, name: 乙, unit: 次, measure: count, of: [joined] }\n", "code-repeated metrics[1].code"),
    ];
}
