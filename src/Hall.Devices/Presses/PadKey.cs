namespace Hall.Devices.Presses;

/// <summary>What a key of a teller's pad means. Which key means what is configuration (<see cref="Ff68.Ff68Map"/>).</summary>
public enum PadKey
{
    Start,

    /// <summary>"Wait" or "evaluate": the teller has done and asks the citizen for a rating.</summary>
    Evaluate,
    Call,
    Recall,
    Cancel,

    /// <summary>The function key with digits that the map gives no meaning; the digits say which function.</summary>
    Function,

    /// <summary>The function key, its digits mapped to: the citizen gave up.</summary>
    GiveUp,

    /// <summary>The function key, its digits mapped to: hold the ticket.</summary>
    Hold,

    /// <summary>The function key, its digits mapped to: call a held ticket back.</summary>
    CallBack,

    /// <summary>"Please wait behind the one-metre line."</summary>
    OneMetreLine,
    Pause,

    /// <summary>Transfer; the digits, if any, say whereto.</summary>
    Transfer,

    /// <summary>The teller has done with the citizen: the end of a service, or, while somebody is only called, a no-show.</summary>
    Finish,

    /// <summary>Finish, and send on: to the counter of the digits, without them to the visit's next service.</summary>
    Forward,
}
