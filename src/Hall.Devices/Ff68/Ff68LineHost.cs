using Hall.Devices.Agents;
using Hall.Devices.EscPos;
using Hall.Devices.Lines;
using Hall.Devices.Slips;

namespace Hall.Devices.Ff68;

/// <summary>A bus of FF 68 pads as one line among others.</summary>
public sealed class Ff68LineHost : ILineHost
{
    private readonly Ff68BusHost bus;
    private readonly FrameLog log;

    /// <param name="bus">The bus.</param>
    /// <param name="timeProvider">The clock.</param>
    public Ff68LineHost(Ff68BusHost bus, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(bus);
        this.bus = bus;
        log = new FrameLog(timeProvider);
        bus.Log = log;
        bus.StatusChanged += _ => Changed?.Invoke();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public LineCondition Condition
    {
        get
        {
            var status = bus.Status;
            return new(status.Link, status.LastFrameAt, null, status.Pads, status.Counts);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FrameNote> Frames => log.Last;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => bus.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);
        // The pad shows the ticket since it was called.
        return show.Serving ? ValueTask.FromResult(true) : bus.SendAsync(show.Counter, show.ToCommand(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        Ff68Command? command = test switch
        {
            DeviceTest.Beep => new Beep(),
            DeviceTest.Text => ShowTicket.Of(text, null),
            DeviceTest.Rating => new StartEvaluation(),
            _ => null,
        };
        return command is null ? TestResult.NotOfThisDevice
            : await bus.SendAsync(counter, command, cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken) =>
        Task.FromResult(new PrintResult(PrintOutcome.NotPrinted, 0, "This line has no printer.", []));

    /// <inheritdoc/>
    public Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => bus.DisposeAsync();
}
