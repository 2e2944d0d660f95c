namespace Hall.Forecasting.Logs;

/// <summary>One row of a recorded log: someone who came, waited or not, and was served or left.</summary>
/// <param name="Day">The day, yyyymmdd or any growing number.</param>
/// <param name="ArriveSeconds">Arrival, seconds of the day, 0–86,400.</param>
/// <param name="Service">What for.</param>
/// <param name="Priority">The class, as the log writes it.</param>
/// <param name="CallSeconds">When called, or when they left; seconds of the day, not before the arrival.</param>
/// <param name="EndSeconds">End of the service; seconds of the day, not before the call.</param>
/// <param name="Server">Who served; empty when the log does not say.</param>
/// <param name="IsServed">False when they left before being called.</param>
public sealed record Contact(
    int Day, double ArriveSeconds, string Service, string Priority, double CallSeconds, double EndSeconds, string Server, bool IsServed)
{
    /// <summary>How long they waited, seconds.</summary>
    public double WaitSeconds => CallSeconds - ArriveSeconds;

    /// <summary>Whether they waited at all; only these are forecast.</summary>
    public bool HasWaited => CallSeconds > ArriveSeconds;
}

/// <summary>What was forecast at an arrival for one who is served in the end, seconds.</summary>
/// <param name="P50Seconds">Half wait no longer.</param>
/// <param name="P90Seconds">Nine in ten wait no longer.</param>
/// <param name="MeanSeconds">The mean.</param>
public sealed record ContactForecast(double P50Seconds, double P90Seconds, double MeanSeconds);
