namespace Hall.Core.State;

/// <summary>A question to the hall, answered from committed state between two batches.</summary>
/// <typeparam name="TAnswer">What comes back: immutable.</typeparam>
public abstract record HallQuery<TAnswer>
{
    /// <summary>Answers it.</summary>
    public abstract TAnswer Answer(HallState state, DateTimeOffset now);
}
