namespace Hall.Devices.Emulation;

/// <summary>What an emulated pad shows and does. Immutable.</summary>
/// <param name="Number">The three digits of the ticket, "   " when blank; empty before the first.</param>
/// <param name="Waiting">The three digits of the waiting count, "   " when blank; empty before the first.</param>
/// <param name="IsAsking">It asks the citizen for a rating.</param>
/// <param name="Stars">The teller's stars, null before the first.</param>
/// <param name="Beeps">How often it has beeped.</param>
public sealed record Ff68PadDisplay(string Number, string Waiting, bool IsAsking, int? Stars, int Beeps);
