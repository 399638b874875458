namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Templates that cannot be filled; what is wrong inside their texts is tried with the language itself.</summary>
internal static class BadTemplates
{
    public static readonly BadDocument[] All =
    [
        new("A template without a text", "templates: [{ code: x, name: 甲 }]", "value-missing templates[0].text"),
        new("A template of a metric that nobody knows", "templates: [{ code: x, name: 甲, text: '{{ \"none\" | figure }}' }]", "metric-unknown templates[0].text"),
        new("Two faults in one template", "templates: [{ code: x, name: 甲, text: '{{ \"none\" | figure }}{{ \"joins\" | figure: \"x\" }}' }]", "metric-unknown templates[0].text", "window-invalid templates[0].text"),
        new("A template stated twice", "templates: [{ code: x, name: 甲, text: 甲 }, { code: x, name: 乙, text: 乙 }]", "code-repeated templates[1].code"),
    ];
}
