namespace Hall.Devices.Ff68;

/// <summary>A command on its way to a pad. Either the line takes it or its sender gives it up, never both.</summary>
internal sealed class Ff68Errand(byte address, Ff68Command command)
{
    private readonly TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;

    public byte Address => address;

    public Ff68Command Command => command;

    public Ff68Frame Frame { get; } = Ff68FrameWriter.Command(address, command);

    /// <summary>Whether it was written; false when it was given up.</summary>
    public Task<bool> Done => done.Task;

    /// <summary>The line is about to write it. False when it was given up before.</summary>
    public bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;

    public void Finish(bool written) => done.TrySetResult(written);

    /// <summary>Gives it up, unless the line already has it.</summary>
    public bool TryGiveUp()
    {
        if (!TryTake())
        {
            return false;
        }

        Finish(false);
        return true;
    }
}
