using Hall.Devices.Agents;

namespace Hall.Agent.Outbox;

/// <summary>Where presses are taken to: the hub, or what stands for it in a test.</summary>
public interface IPressSink
{
    /// <summary>Whether it listens.</summary>
    bool IsReady { get; }

    /// <summary>Waits until it listens.</summary>
    Task ReadyAsync(CancellationToken cancel);

    /// <summary>Reports a press.</summary>
    Task<PressAnswer> PressAsync(PressReport press, CancellationToken cancel);

    /// <summary>Ends the connection, which is then made anew by itself.</summary>
    Task BeginAnewAsync();
}
