namespace Hall.Hub.Devices;

/// <summary>When something was pressed on a device, as far as the hub can know.</summary>
/// <param name="PressedAt">When, by the hall's time, for a press that was kept on its way; null for now.</param>
/// <param name="IsUnknown">It cannot be known.</param>
public readonly record struct PressTime(DateTimeOffset? PressedAt, bool IsUnknown)
{
    /// <summary>It was pressed a moment ago.</summary>
    public static PressTime Now => default;

    /// <summary>When it was pressed cannot be known.</summary>
    public static PressTime Unknown => new(null, true);

    /// <summary>It was pressed then, and kept on its way.</summary>
    public static PressTime At(DateTimeOffset at) => new(at, false);
}
