using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>How far one of a visit's services is.</summary>
public enum VisitServiceState
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Being done now.</summary>
    InService,

    /// <summary>Done.</summary>
    Done,
}

/// <summary>One matter of a visit.</summary>
/// <param name="Service">The service.</param>
/// <param name="State">How far it is.</param>
public sealed record VisitService(ServiceCode Service, VisitServiceState State = VisitServiceState.Pending);
