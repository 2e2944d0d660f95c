namespace Hall.Devices.Presses;

/// <summary>How satisfied the citizen said to be. The numbers are those of GB/T 39046-2020 A.8, where 1 is best.</summary>
public enum PadLevel
{
    /// <summary>Nobody pressed: the pad gave its default by itself. Never a real rating.</summary>
    Default = 0,
    VerySatisfied = 1,
    Satisfied = 2,
    BasicallySatisfied = 3,
    Dissatisfied = 4,
    VeryDissatisfied = 5,
}
