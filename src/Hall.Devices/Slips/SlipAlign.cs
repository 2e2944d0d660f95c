namespace Hall.Devices.Slips;

/// <summary>Where a line stands on the paper.</summary>
public enum SlipAlign
{
    Left = 0,
    Centre = 1,
    Right = 2,
}
