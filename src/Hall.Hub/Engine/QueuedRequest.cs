using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.State;

namespace Hall.Hub.Engine;

/// <summary>Something that waits for its turn in a hall's loop.</summary>
internal abstract class QueuedRequest
{
    public abstract void Fail(Exception reason);
}

/// <summary>Nothing to do but to look: a snapshot is due, or a day may have begun.</summary>
internal sealed class WakeWork : QueuedRequest
{
    public static readonly WakeWork Instance = new();

    public override void Fail(Exception reason)
    {
    }
}

/// <summary>The state is to be read from the journal again, because texts were erased there.</summary>
internal sealed class ReloadWork : QueuedRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void Complete() => _done.TrySetResult();

    public override void Fail(Exception reason) => _done.TrySetException(reason);
}

/// <summary>A command with the caller who waits for its outcome.</summary>
internal sealed class CommandWork(HallCommand command, Idempotency? idempotency) : QueuedRequest
{
    private readonly TaskCompletionSource<HallOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HallCommand Command => command;

    public Idempotency? Idempotency => idempotency;

    public Task<HallOutcome> Answer => _answer.Task;

    public HallOutcome? Outcome { get; set; }

    public void Complete() => _answer.TrySetResult(Outcome!);

    public override void Fail(Exception reason) => _answer.TrySetException(reason);
}

/// <summary>A question, answered between two batches.</summary>
internal abstract class QueryWork : QueuedRequest
{
    public abstract void Run(HallState state, DateTimeOffset now);
}

/// <summary>A question with its kind of answer.</summary>
internal sealed class QueryWork<TAnswer>(HallQuery<TAnswer> query) : QueryWork
{
    private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TAnswer> Answer => _answer.Task;

    public override void Run(HallState state, DateTimeOffset now)
    {
        try
        {
            _answer.TrySetResult(query.Answer(state, now));
        }
        catch (Exception fault)
        {
            _answer.TrySetException(fault);
        }
    }

    public override void Fail(Exception reason) => _answer.TrySetException(reason);
}
