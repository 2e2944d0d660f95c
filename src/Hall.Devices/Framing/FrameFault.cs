namespace Hall.Devices.Framing;

/// <summary>What was wrong with bytes that looked like a frame.</summary>
public enum FrameFault
{
    /// <summary>The sum, or the byte that ends a frame, is wrong.</summary>
    Wrong,

    /// <summary>The frame broke off.</summary>
    Half,
}
