namespace Hall.Forecasting.Logs;

/// <summary>Someone who waits, with what was forecast on arrival, to learn from when the wait is known.</summary>
internal sealed class WaitingContact(Contact contact, int service, int kind)
{
    public Contact Contact { get; } = contact;

    /// <summary>Number of the service.</summary>
    public int Service { get; } = service;

    /// <summary>Number of the class of service and priority.</summary>
    public int Kind { get; } = kind;

    /// <summary>What was known and said on arrival.</summary>
    public Lesson? Lesson { get; set; }
}
