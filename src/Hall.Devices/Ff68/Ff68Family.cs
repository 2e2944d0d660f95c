namespace Hall.Devices.Ff68;

/// <summary>How a family of pads counts its ratings. Only a starting point: <see cref="Ff68Map.Levels"/> can say anything else.</summary>
public enum Ff68Family
{
    /// <summary>1 very satisfied, 2 satisfied, 3 basically satisfied, 4 dissatisfied.</summary>
    OneToFour,

    /// <summary>0 the default that nobody pressed, 1 satisfied, 2 basically satisfied, 3 dissatisfied.</summary>
    ZeroToThree,
}
