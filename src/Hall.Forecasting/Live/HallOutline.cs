using Hall.Core.Counters;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Live;

/// <summary>A class of priority as the forecast sees it; classes that weigh the same are one.</summary>
/// <param name="Factor">b, the weight of a second of waiting.</param>
/// <param name="CreditSeconds">Seconds that count as already waited.</param>
public readonly record struct ClassOutline(double Factor, double CreditSeconds);

/// <summary>Someone who waits.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="SinceSeconds">Since when, in seconds from now; 0 or less.</param>
public readonly record struct PlaceOutline(TicketId Ticket, double SinceSeconds);

/// <summary>A line of one service, or of those sent to one zone or counter, and one class.</summary>
/// <param name="Service">Index of the service; −1 for those who were sent.</param>
/// <param name="Class">Index of the class.</param>
/// <param name="Places">Who stands in it, longest wait first.</param>
/// <param name="Matters">Index of the service of each, for how long it will take.</param>
public sealed record LineOutline(int Service, int Class, PlaceOutline[] Places, int[] Matters);

/// <summary>A ticket outside the ordinary lines.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Zone">Index of the zone whose calls it waits for.</param>
/// <param name="AfterCalls">It is due when the zone has made so many more calls.</param>
/// <param name="Service">Index of its service.</param>
public readonly record struct DueOutline(TicketId Ticket, int Zone, long AfterCalls, int Service);

/// <summary>A counter that is open.</summary>
/// <param name="State">What it does.</param>
/// <param name="SinceSeconds">For how long already, seconds.</param>
/// <param name="Zone">Index of its zone.</param>
/// <param name="Teller">Who works there.</param>
/// <param name="Matter">Index of the service that is called or served; −1 when none.</param>
/// <param name="IsReserved">Whether the reserve keeps general work from it.</param>
/// <param name="Special">Indices of its lines of special services.</param>
/// <param name="General">Indices of its lines of general services.</param>
/// <param name="Sent">Indices of the lines sent to it or its zone.</param>
/// <param name="Services">Indices of the services that it serves.</param>
public sealed record CounterOutline(
    CounterState State, double SinceSeconds, int Zone, StaffNumber? Teller, int Matter, bool IsReserved,
    int[] Special, int[] General, int[] Sent, int[] Services);

/// <summary>
/// What the forecast needs of a hall at one moment, copied out of its state so that rolling forward takes nothing from the
/// hall's loop.
/// </summary>
public sealed record HallOutline
{
    /// <summary>The hall's time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The services.</summary>
    public required ServiceCode[] Services { get; init; }

    /// <summary>Whether each is a special service.</summary>
    public required bool[] IsSpecial { get; init; }

    /// <summary>Learned or typical mean of each, seconds.</summary>
    public required double[] MeanSeconds { get; init; }

    /// <summary>The classes that weigh differently.</summary>
    public required ClassOutline[] Classes { get; init; }

    /// <summary>Which of them each class of the hall is.</summary>
    public required Dictionary<PriorityCode, int> ClassOf { get; init; }

    /// <summary>The lines.</summary>
    public required LineOutline[] Lines { get; init; }

    /// <summary>Those outside the lines, next due first.</summary>
    public required DueOutline[] Due { get; init; }

    /// <summary>The open counters.</summary>
    public required CounterOutline[] Counters { get; init; }

    /// <summary>How many are before one who would join now, by service and then class.</summary>
    public required int[] AheadOfJoiner { get; init; }

    /// <summary>Number of zones.</summary>
    public required int Zones { get; init; }

    /// <summary>The cap on waiting, seconds.</summary>
    public required double CapSeconds { get; init; }

    /// <summary>When general work may come to a reserved counter, seconds of waiting.</summary>
    public required double ReserveSeconds { get; init; }

    /// <summary>Rest between customers, seconds.</summary>
    public required double RestSeconds { get; init; }

    /// <summary>What lasted longer was forgotten and teaches nothing, seconds.</summary>
    public double ForgottenSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Opening time that is left today, seconds: after it nobody new comes.</summary>
    public required double OpenForSeconds { get; init; }
}
