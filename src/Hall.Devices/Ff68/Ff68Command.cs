namespace Hall.Devices.Ff68;

/// <summary>Something a pad is told. The bytes are in <see cref="Ff68FrameWriter"/>.</summary>
public abstract record Ff68Command;

/// <summary>Shows a ticket and how many wait. The display has three digits each and no letter: A012 shows 012.</summary>
/// <param name="Number">The ticket's number, of which the last three digits show; null is blank.</param>
/// <param name="Waiting">How many wait; above 999 shows 999; null is blank.</param>
public sealed record ShowTicket(int? Number, int? Waiting) : Ff68Command
{
    /// <summary>Shows the digits of a number with a letter, such as "A012".</summary>
    public static ShowTicket Of(string ticketNumber, int? waiting)
    {
        ArgumentNullException.ThrowIfNull(ticketNumber);
        var digits = string.Concat(ticketNumber.Where(char.IsAsciiDigit));
        return new ShowTicket(digits.Length == 0 ? null : digits.TakeLast(3).Aggregate(0, (sum, digit) => (sum * 10) + digit - '0'),
            waiting);
    }
}

/// <summary>A short tone.</summary>
public sealed record SoundBeep : Ff68Command;

/// <summary>Asks the citizen to rate.</summary>
public sealed record StartEvaluation : Ff68Command;

/// <summary>Shows the teller's stars.</summary>
/// <param name="Stars">0–9; more is an <see cref="ArgumentOutOfRangeException"/> when sent.</param>
public sealed record ShowStars(int Stars) : Ff68Command;
