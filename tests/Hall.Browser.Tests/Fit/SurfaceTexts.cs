using System.Text.Json.Serialization;

namespace Hall.Browser.Tests.Fit;

/// <summary>A place on a page and what is put there: one text for each element found, in turn, or the entries of a list.</summary>
internal sealed record TextPlace(
    [property: JsonPropertyName("at")] string At, [property: JsonPropertyName("texts")] string[]? Texts = null,
    [property: JsonPropertyName("list")] string[]? List = null);

/// <summary>Which texts of each surface come from the hall's file.</summary>
internal static class SurfaceTexts
{
    /// <summary>The kiosk, whatever its step.</summary>
    public static TextPlace[] Kiosk(TextMaker make) =>
    [
        new(".kiosk-head > span", [make.Name()]),
        new(".kiosk-title", [make.Name()]),
        new(".kiosk-zone b", make.Names(3)),
        new(".kiosk-hint", make.Names(3)),
        new(".kiosk-service:not(.kiosk-hit) > span", make.Names(8)),
        new(".kiosk-hit > span > b", make.Names(8)),
        new(".kiosk-papers ul", List: make.Papers()),
        new(".kiosk-classes button span", make.Names(8)),
        new(".kiosk-slip-zone", make.Names(3)),
        new(".kiosk-slip-service", [make.Name()]),
        new(".kiosk-slip-papers ul", List: make.Papers()),
        new(".kiosk-slip-foot .pages-view", [make.Notice()]),
    ];

    /// <summary>A board.</summary>
    public static TextPlace[] Board(TextMaker make) =>
    [
        new(".board header b", [make.Name()]),
        new(".board-where b", [make.Label()]),
        new("td.board-at b", make.Labels(5)),
        new(".board-zone h2", make.Names(3)),
        new(".board-tip", [make.Notice()]),
        new(".board footer .pages-view", [make.Notice(), make.Notice()]),
    ];

    /// <summary>The board for old browsers.</summary>
    public static TextPlace[] PlainBoard(TextMaker make) =>
    [
        new("#name", [make.Name()]),
        new("#hero .where b", [make.Label()]),
        new("td.at b", make.Labels(5)),
        new(".zone h2", make.Names(3)),
        new(".tip", [make.Notice()]),
        new("#duty", [make.Name()]),
        new("#footer .pages-view", [make.Notice()]),
    ];

    /// <summary>A window's display.</summary>
    public static TextPlace[] Window(TextMaker make) =>
    [
        new(".window header h1", [make.Label()]),
        new(".window-staff b", [make.Name()]),
        new(".window-service", [make.Name()]),
        new(".window-side ul", List: make.Papers()),
    ];

    /// <summary>A pad.</summary>
    public static TextPlace[] Pad(TextMaker make) =>
    [
        new(".pad-counter", [make.Label()]),
        new(".pad-foot span:last-child", [$"A012 · {make.Name()}"]),
    ];

    /// <summary>The citizen's page.</summary>
    public static TextPlace[] Phone(TextMaker make) =>
    [
        new(".top .where > span", [make.Name()]),
        new(".top .matter", [make.Name()]),
        new(".called .window", [make.Label()]),
        new(".papers ul", List: make.Papers()),
        new(".hint", [make.Notice()]),
    ];
}
