using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>
/// One citizen's stay in the hall, carried by one number. Immutable: every change makes a new one, so that it can be handed
/// out, kept for an undo and written down without a copy.
/// </summary>
public sealed record Ticket
{
    /// <summary>Unique in the hall for ever.</summary>
    public required TicketId Id { get; init; }

    /// <summary>What the citizen reads, such as <c>A012</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The hall-local day of issue.</summary>
    public required DateOnly BusinessDay { get; init; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The zone of its first service, which gave it its letter.</summary>
    public required ZoneCode Zone { get; init; }

    /// <summary>Its matters in the order in which they are done; never empty.</summary>
    public required ImmutableArray<VisitService> Services { get; init; }

    /// <summary>Class of priority.</summary>
    public PriorityCode Priority { get; init; } = PriorityCode.None;

    /// <summary>Where it is in its life.</summary>
    public TicketState State { get; init; }

    /// <summary>The language the citizen chose, <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>Where it was issued; null from a desk or another system.</summary>
    public KioskId? Kiosk { get; init; }

    /// <summary>Keyed hash of the holder's identity, never the identity; null when it was not asked.</summary>
    public string? HolderHash { get; init; }

    /// <summary>Keyed hash of a telephone by which it can be found, never the telephone; null when none was given.</summary>
    public string? PhoneHash { get; init; }

    /// <summary>Whether its holder comes for somebody else.</summary>
    public bool ForAnother { get; init; }

    /// <summary>Whether a window has seen the holder's identity again, or said why not.</summary>
    public bool HolderChecked { get; init; }

    /// <summary>The wait that was forecast when it was issued; null where the hall does not forecast.</summary>
    public WaitEstimate? Forecast { get; init; }

    /// <summary>Waiting counts from here; a transfer that keeps the place keeps it. UTC.</summary>
    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>Who may call it.</summary>
    public TicketTarget Target { get; init; } = TicketTarget.AnySkilled;

    /// <summary>
    /// When set, the ticket stands outside the ordinary line and is called as soon as its zone has made this many calls in all
    /// today: a no-show who rejoined, a citizen who asked for later, a ticket put to the front.
    /// </summary>
    public long? DueAtZoneCall { get; init; }

    /// <summary>How often its citizen put it off; against <see cref="Configuration.PostponeRules.Times"/>.</summary>
    public int Postponements { get; init; }

    /// <summary>How many places its citizen let pass in all; against <see cref="Configuration.PostponeRules.Places"/>.</summary>
    public int PlacesPassed { get; init; }

    /// <summary>The counter where it is called, served or held.</summary>
    public CounterId? Counter { get; init; }

    /// <summary>Recalls in the current leg.</summary>
    public int Recalls { get; init; }

    /// <summary>The zone's call count when it was last called; decides how late a no-show is.</summary>
    public long CalledAtZoneCall { get; init; }

    /// <summary>Its stretches of time, in order; they survive transfers.</summary>
    public ImmutableArray<Period> Periods { get; init; } = [];

    /// <summary>Its stays at counters, in order.</summary>
    public ImmutableArray<Leg> Legs { get; init; } = [];

    /// <summary>Tellers' notes about the matter.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The stay whose note is the last of <see cref="Notes"/> and is still being written; null when none is.</summary>
    public int? NoteLeg { get; init; }

    /// <summary>The papers that were brought, in the order in which they were ticked; null while none is.</summary>
    public IReadOnlyList<BroughtPaper>? Papers { get; init; }

    /// <summary>How many slips were printed again.</summary>
    public int Reprints { get; init; }

    /// <summary>When it ended, UTC; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The service that is waited for or done now; the last one when all are done.</summary>
    [JsonIgnore]
    public ServiceCode Service
    {
        get
        {
            foreach (var service in Services)
            {
                if (service.State != VisitServiceState.Done)
                {
                    return service.Service;
                }
            }

            return Services[^1].Service;
        }
    }

    /// <summary>The pending service after the current one; null when there is none.</summary>
    [JsonIgnore]
    public ServiceCode? NextService
    {
        get
        {
            var current = -1;
            for (var i = 0; i < Services.Length; i++)
            {
                if (Services[i].State == VisitServiceState.Done)
                {
                    continue;
                }

                if (current >= 0)
                {
                    return Services[i].Service;
                }

                current = i;
            }

            return null;
        }
    }

    /// <summary>
    /// When it was put aside, UTC; null while it is not held. Who is never taken up again was served until then and no longer.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? HeldSince => State == TicketState.Held && !Periods.IsEmpty ? Periods[^1].From : null;

    /// <summary>Whether it still holds its number.</summary>
    [JsonIgnore]
    public bool IsAlive => State is TicketState.Waiting or TicketState.Called or TicketState.Serving or TicketState.Held;

    /// <summary>What is being written about the present stay; empty when nothing is.</summary>
    [JsonIgnore]
    public string NoteBeingWritten => NoteLeg is { } leg && leg == Legs.Length && Notes.Length > 0 ? Notes[^1] : "";

    /// <summary>Whether a paper of a matter was brought.</summary>
    /// <param name="service">The matter.</param>
    /// <param name="paper">The paper in the catalogue's first language.</param>
    public bool HasPaper(ServiceCode service, string paper) => Papers?.Contains(new(service, paper)) == true;

    /// <summary>The stay at a counter that lasts or was the last; null before the first call.</summary>
    [JsonIgnore]
    public Leg? CurrentLeg => Legs.IsEmpty ? null : Legs[^1];
}
