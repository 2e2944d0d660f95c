using System.Globalization;
using Hall.Devices.Settings;

namespace Hall.Devices.Displays;

/// <summary>What displays say, each with <c>{ticket}</c> and <c>{counter}</c>.</summary>
/// <param name="Ticket">While a ticket stands at the counter.</param>
public sealed record DisplayTexts(string Ticket)
{
    /// <summary>While the counter is paused; empty leaves the display blank.</summary>
    public string Paused { get; init; } = "";

    /// <summary>While nobody works at the counter; empty leaves the display blank.</summary>
    public string Closed { get; init; } = "";

    /// <summary>The texts of a line's settings.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ticket">What is said of a ticket where the setting is not there.</param>
    public static DisplayTexts Of(DeviceLineSettings line, string ticket = "{ticket}")
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(line.Setting("text", ticket)) { Paused = line.Setting("textPaused", ""), Closed = line.Setting("textClosed", "") };
    }

    /// <summary>What a display should say.</summary>
    public DisplayLook Of(PadShow show)
    {
        ArgumentNullException.ThrowIfNull(show);
        return show switch
        {
            { Ticket.Length: > 0 } => new(Filled(Ticket, show), show.Serving ? DisplayTone.Served : DisplayTone.Called),
            { State: WindowState.Paused } => new(Filled(Paused, show), DisplayTone.Notice),
            { State: WindowState.Closed } => new(Filled(Closed, show), DisplayTone.Notice),
            _ => DisplayLook.Blank,
        };
    }

    private static string Filled(string text, PadShow show) => text
        .Replace("{ticket}", show.Ticket, false, CultureInfo.InvariantCulture)
        .Replace("{counter}", show.Counter, false, CultureInfo.InvariantCulture);
}

/// <summary>What a display says, and how.</summary>
/// <param name="Text">The text; empty for a blank display.</param>
/// <param name="Tone">What it speaks of.</param>
public readonly record struct DisplayLook(string Text, DisplayTone Tone)
{
    /// <summary>Nothing.</summary>
    public static DisplayLook Blank { get; } = new("", DisplayTone.Notice);
}

/// <summary>What a display speaks of; lamps have a colour for each.</summary>
public enum DisplayTone
{
    /// <summary>Of no ticket.</summary>
    Notice,

    /// <summary>Of a ticket that is called.</summary>
    Called,

    /// <summary>Of a ticket that is served.</summary>
    Served,
}
