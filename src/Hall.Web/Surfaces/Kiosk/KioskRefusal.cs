using Hall.Core.Commands;
using Hall.Core.Snapshots;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>Why no number is given, said to a citizen with what is true now: the reason of an emergency, the hour from which tickets come
/// again.</summary>
public static class KioskRefusal
{
    /// <summary>The sentence of a rejection.</summary>
    public static string Of(string code, HallSnapshot snapshot, DateTimeOffset now, Words words)
    {
        var more = code switch
        {
            RejectionCode.EmergencyClosed => snapshot.Closing?.Reason ?? "",
            RejectionCode.ServiceNotOffered or RejectionCode.ClosedForToday => NextOpening.Text(snapshot.Plan, now, words),
            _ => "",
        };
        return words.Find(WordGroup.Reject, code) is null ? words[Word.RejectOther] : words.Of(WordGroup.Reject, code, more).Trim();
    }
}
