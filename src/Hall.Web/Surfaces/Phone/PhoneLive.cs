using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Phone;

/// <summary>The words on the page that move while it looks the same, ready to be shown.</summary>
public sealed record PhoneLive(string Look, string Range, string Explained, string Ahead, int AheadCount, int Progress, string Due,
    bool Called)
{
    /// <summary>The words for a visit.</summary>
    public static PhoneLive Of(PhoneVisit visit, Words words)
    {
        var ahead = visit.View.Ahead ?? 0;
        var estimate = visit.View.Estimate;
        var due = estimate is null || estimate.P90Seconds >= WaitEstimate.LongestSeconds
            ? ""
            : words[Word.PhoneDue, HallTime.Clock(visit.Plan, visit.Now.AddSeconds(estimate.P50Seconds))];
        return new(visit.Look, WaitRange.Text(estimate, words), WaitRange.Explained(estimate, words), words[Word.PhonePeople, ahead], ahead,
            visit.Progress, due, visit.Ticket.State == Hall.Core.Tickets.TicketState.Called);
    }

    /// <summary>As one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PhoneJson.Default.PhoneLive);
}

/// <summary>How the phone's stream is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PhoneLive))]
internal sealed partial class PhoneJson : JsonSerializerContext;
