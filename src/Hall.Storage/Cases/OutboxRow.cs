namespace Hall.Storage.Cases;

/// <summary>Something that has to reach the receiver. Its key is sent once only, however often ratings are looked through.</summary>
public sealed class OutboxRow
{
    /// <summary>The hall.</summary>
    public required string Hall { get; init; }

    /// <summary>What is sent once only: matter number and occasion, or <c>complaint/</c> and its number.</summary>
    public required string Key { get; init; }

    /// <summary><c>rating</c> or <c>complaint</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The fields, JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Version of the fields' shape: the body itself is the message, in which nothing may stand that its receiver does not
    /// know.</summary>
    public int Version { get; init; } = Written;

    /// <summary>The version that is written now.</summary>
    public const int Written = 1;

    /// <summary>When it was put here.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>Not tried before this instant.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>When the receiver had it; null while it has not.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it will not be sent as it is: a fault of ours or the receiver's word; null when nothing is wrong.</summary>
    public string? Refusal { get; set; }
}
