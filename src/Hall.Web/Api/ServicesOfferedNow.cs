using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;

namespace Hall.Web.Api;

/// <summary>The services for which a ticket would be issued now, opening hours and quotas regarded.</summary>
internal sealed record ServicesOfferedNow : HallQuery<IReadOnlySet<ServiceCode>>
{
    /// <inheritdoc />
    public override IReadOnlySet<ServiceCode> Answer(HallState state, DateTimeOffset now)
    {
        var offered = new HashSet<ServiceCode>();
        var local = state.Plan.Local(now);
        if (!state.Plan.Configuration.Hours.IsOpen(local))
        {
            return offered;
        }

        foreach (var service in state.Plan.Services.Values)
        {
            if (!HallRules.IsQuotaFull(state, service, TimeOnly.FromDateTime(local)))
            {
                offered.Add(service.Code);
            }
        }

        return offered;
    }
}
