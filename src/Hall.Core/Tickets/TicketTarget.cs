using System.Text.Json.Serialization;
using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>
/// Who may call a ticket after a transfer: any counter with the skill, any counter of a zone, or one counter. At most one is set.
/// </summary>
/// <param name="Zone">Any counter of this zone.</param>
/// <param name="Counter">This counter only.</param>
/// <param name="Fallback">
/// Whether nobody sent it to the zone: no counter of the plan serves its service any more, so that those of the zone take it.
/// </param>
public sealed record TicketTarget(
    ZoneCode? Zone = null, CounterId? Counter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Fallback = false)
{
    /// <summary>Any counter that may serve the ticket's service.</summary>
    public static TicketTarget AnySkilled { get; } = new();
}
