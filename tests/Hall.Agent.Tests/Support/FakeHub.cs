using Hall.Agent.Outbox;
using Hall.Devices.Agents;

namespace Hall.Agent.Tests.Support;

/// <summary>Stands for the hub: books each press once by its event id, as the hub does, unless a test has it say something else.</summary>
internal sealed class FakeHub : IPressSink
{
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeHub() => _ready.SetResult();

    /// <summary>What it says instead of booking; null to book.</summary>
    public Func<PressReport, Task<PressAnswer>?> Instead { get; set; } = _ => null;

    /// <summary>Told after a press was booked, before it is answered; may throw, as a line that breaks then.</summary>
    public Action<PressReport> Booked { get; set; } = _ => { };

    /// <summary>What it booked, in order.</summary>
    public List<PressReport> Books { get; } = [];

    /// <summary>Every report, in order.</summary>
    public List<Guid> Reports { get; } = [];

    public int Anew { get; private set; }

    public bool IsReady => _ready.Task.IsCompleted;

    public Task ReadyAsync(CancellationToken cancel) => _ready.Task.WaitAsync(cancel);

    public void Go() => _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Come() => _ready.TrySetResult();

    public async Task<PressAnswer> PressAsync(PressReport press, CancellationToken cancel)
    {
        lock (Reports)
        {
            Reports.Add(press.EventId);
        }

        if (!IsReady)
        {
            throw new InvalidOperationException("The connection is not active.");
        }

        if (Instead(press) is { } said)
        {
            return await said;
        }

        lock (Books)
        {
            if (Books.All(booked => booked.EventId != press.EventId))
            {
                Books.Add(press);
            }
        }

        Booked(press);
        return press.AgeUnknown ? new(ReportOutcome.Refused, press.Key is null ? "stray" : "too-late") : new(ReportOutcome.Recorded);
    }

    public Task BeginAnewAsync()
    {
        Anew++;
        return Task.CompletedTask;
    }
}
