using Hall.Core.Commands;
using Hall.Core.Forecast;
using Hall.Core.Tests.Support;
using Hall.Forecasting.Live;

namespace Hall.Forecasting.Tests.Live;

/// <summary>What is said between two forecasts goes with the next one.</summary>
public sealed class FirstSecondTests
{
    private readonly GivenHall _hall = new();

    [Fact]
    public void Estimate_ManyComeAfterTheLastForecast_TheFirstSecondSaysWhatTheNextForecastSays()
    {
        _hall.Open("1", "4");
        foreach (var counter in new[] { "1", "4" })
        {
            _hall.Issue();
            _hall.Call(counter);
            _hall.Do(new StartService(new(counter)));
        }

        var forecaster = new HallForecaster();
        _hall.State.Outlook = forecaster.Forecast(new OutlineOfHall().Answer(_hall.State, _hall.Now));
        for (var i = 0; i < 20; i++)
        {
            _hall.Issue();
        }

        var last = _hall[_hall.Issue()];
        var first = WaitForecast.For(_hall.State, last, _hall.Now)!;
        _hall.After(5);
        _hall.State.Outlook = forecaster.Forecast(new OutlineOfHall().Answer(_hall.State, _hall.Now));
        var second = WaitForecast.For(_hall.State, last, _hall.Now)!;

        // Nothing has been learned yet: services are taken to be exponential by the one and drawn from eight usual ones by the other.
        Assert.InRange(first.P50Seconds, 0.7 * second.P50Seconds, 1.4 * second.P50Seconds);
        Assert.InRange(first.P90Seconds, 0.7 * second.P90Seconds, 1.4 * second.P90Seconds);
    }
}
