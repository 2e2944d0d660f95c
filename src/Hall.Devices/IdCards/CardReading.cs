namespace Hall.Devices.IdCards;

/// <summary>What a reader says of a card; to be told at once, because somebody stands there.</summary>
/// <param name="Sign">What.</param>
/// <param name="Mark">With <see cref="CardSign.Read"/>: HMAC-SHA-256 of the number with the hall's card key, 64 hexadecimal digits; empty
/// otherwise.</param>
/// <param name="At">When.</param>
public sealed record CardReading(CardSign Sign, string Mark, DateTimeOffset At)
{
    /// <summary>Nobody's mark is written by chance, such as into a log.</summary>
    public override string ToString() => $"{Sign}";
}

/// <summary>What can be said of a card.</summary>
public enum CardSign
{
    /// <summary>A card lies there and is being read: it must not be taken away.</summary>
    Reading,

    /// <summary>It was read.</summary>
    Read,

    /// <summary>It was taken away too soon, or did not answer.</summary>
    Pulled,

    /// <summary>It was read, but has no resident's number, such as a foreigner's card.</summary>
    Unknown,
}
