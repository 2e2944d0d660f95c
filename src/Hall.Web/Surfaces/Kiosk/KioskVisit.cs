using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.IdCards;
using Hall.Web.Devices;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>Where a citizen is at the kiosk.</summary>
public enum KioskStep
{
    /// <summary>The doors: topics, zones and frequent matters.</summary>
    Start,

    /// <summary>The matters of one topic or zone.</summary>
    Services,

    /// <summary>Search by name or initials.</summary>
    Search,

    /// <summary>One matter: papers, who goes first, confirm.</summary>
    Details,

    /// <summary>The ticket.</summary>
    Ticket,

    /// <summary>A refusal, said kindly.</summary>
    Refused,
}

/// <summary>What one citizen has chosen so far; thrown away when the kiosk returns to its start.</summary>
public sealed class KioskVisit
{
    /// <summary>Where the citizen is.</summary>
    public KioskStep Step { get; set; } = KioskStep.Start;

    /// <summary>The chosen zone.</summary>
    public ZoneCode? Zone { get; set; }

    /// <summary>The chosen topic; null when the way led over a zone.</summary>
    public KioskTopic? Topic { get; set; }

    /// <summary>The chosen matter.</summary>
    public Service? Service { get; set; }

    /// <summary>Where one came from to the matter, for the way back.</summary>
    public KioskStep CameFrom { get; set; }

    /// <summary>Who the citizen says to be.</summary>
    public PriorityCode Priority { get; set; } = PriorityCode.None;

    /// <summary>Page of the list, from 0.</summary>
    public int Page { get; set; }

    /// <summary>What was typed into the search.</summary>
    public string Query { get; set; } = "";

    /// <summary>Who would be ahead with the chosen matter, and the wait; null until the hall has answered.</summary>
    public IssueForecast? Forecast { get; set; }

    /// <summary>The ticket, once issued.</summary>
    public TicketView? Ticket { get; set; }

    /// <summary>What the kiosk's reader said last of an identity card; null for nothing.</summary>
    public CardSign? Card { get; set; }

    /// <summary>Keyed hash of the card that was read; null when none was.</summary>
    public string? Holder { get; set; }

    /// <summary>What became of the slip; null while it is printed, or where there is no printer.</summary>
    public PrintedSlip? Printed { get; set; }

    /// <summary>Codes of what the citizen is told with the ticket.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    /// <summary>Why nothing was issued.</summary>
    public Rejection? Refusal { get; set; }

    /// <summary>Whether the chosen matter is added to a ticket that was issued already.</summary>
    public bool IsAdding => Ticket is not null;

    /// <summary>Makes this attempt to issue unlike any other, so that the same one sent twice counts once.</summary>
    public string Attempt { get; set; } = Guid.NewGuid().ToString("N");
}
