using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The papers of a matter as a teller reads them.</summary>
public static class CounterPapers
{
    /// <summary>What a service needs, in a language or else in Chinese; empty when nothing is known.</summary>
    public static IReadOnlyList<string> Of(HallPlan plan, ServiceCode service, string language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Find(service) is { } known
            && (known.Documents.TryGetValue(language, out var list) || known.Documents.TryGetValue(Words.Chinese, out list)) ? list : [];
    }

    /// <summary>Whether the citizen has brought a paper of the present matter, in whichever language it is read.</summary>
    public static bool IsBrought(HallPlan plan, Ticket ticket, string paper)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(ticket);
        return plan.Find(ticket.Service)?.PaperOf(paper) is { } kept && ticket.HasPaper(ticket.Service, kept);
    }
}
