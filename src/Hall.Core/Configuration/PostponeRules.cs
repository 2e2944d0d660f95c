namespace Hall.Core.Configuration;

/// <summary>How far one ticket may be put off by its citizen, so that nobody presses "later" without end.</summary>
/// <param name="Times">How often, 0 to 100; default 6. At 0 nobody may.</param>
/// <param name="Places">How many places in all, 0 to 1000; default 60.</param>
public sealed record PostponeRules(int Times = 6, int Places = 60);
