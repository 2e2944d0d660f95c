using Hall.Agent.Outbox;
using Hall.Devices.Agents;

namespace Hall.Agent.Tests.Support;

/// <summary>Stands for the hub: books each press once by its event id, as the hub does, unless a test has it say something else.</summary>
internal sealed class FakeHub : IPressSink
{
    private readonly Lock _gate = new();
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

    public bool IsReady => Ready.IsCompleted;

    private Task Ready
    {
        get
        {
            lock (_gate)
            {
                return _ready.Task;
            }
        }
    }

    public Task ReadyAsync(CancellationToken cancel) => Ready.WaitAsync(cancel);

    /// <summary>
    /// It goes. One that is away already stays so for those who wait for it: they are the ones who are told when it comes.
    /// </summary>
    public void Go()
    {
        lock (_gate)
        {
            if (_ready.Task.IsCompleted)
            {
                _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    public void Come()
    {
        lock (_gate)
        {
            _ready.TrySetResult();
        }
    }

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
