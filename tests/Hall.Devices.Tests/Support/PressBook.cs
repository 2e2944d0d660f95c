using System.Collections.Concurrent;
using Hall.Devices.Presses;

namespace Hall.Devices.Tests.Support;

/// <summary>Stands for the hub: notes each press and answers as it is told to, or only when it is let.</summary>
internal sealed class PressBook
{
    private readonly ConcurrentQueue<DevicePress> _presses = new();

    /// <summary>What each press is answered; replaced by a test that wants to hold, refuse or fail.</summary>
    public Func<DevicePress, Task<PressOutcome>> Answer { get; set; } = _ => Task.FromResult(PressOutcome.Recorded);

    /// <summary>The same for a test that needs the token; wins when set.</summary>
    public Func<CancellationToken, Task<PressOutcome>>? AnswerCancellable { get; set; }

    public IReadOnlyList<DevicePress> Presses => [.. _presses];

    public Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancellationToken)
    {
        _presses.Enqueue(press);
        return AnswerCancellable?.Invoke(cancellationToken) ?? Answer(press);
    }
}
