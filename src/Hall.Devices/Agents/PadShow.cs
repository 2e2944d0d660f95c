using Hall.Devices.Ff68;

namespace Hall.Devices.Agents;

/// <summary>What the pads of a counter should do.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Evaluate">Ask the citizen to rate; the two numbers are then absent.</param>
/// <param name="Number">The ticket's last three digits; null is blank.</param>
/// <param name="Waiting">How many wait; null is blank.</param>
public sealed record PadShow(string Hall, string Counter, bool Evaluate, int? Number, int? Waiting)
{
    /// <summary>The whole number of the ticket at the counter, for lamps and boards; empty for none.</summary>
    public string Ticket { get; init; } = "";

    /// <summary>The ticket is being served and no longer called: lamps change their colour, pads show nothing new.</summary>
    public bool Serving { get; init; }

    /// <summary>A pad's command on its way to an agent.</summary>
    public static PadShow Of(string hall, string counter, Ff68Command command) => command is ShowTicket show
        ? new(hall, counter, false, show.Number, show.Waiting)
        : new(hall, counter, true, null, null);

    /// <summary>The same as a pad's command.</summary>
    public Ff68Command ToCommand() => Evaluate ? new StartEvaluation() : new ShowTicket(Number, Waiting);
}
