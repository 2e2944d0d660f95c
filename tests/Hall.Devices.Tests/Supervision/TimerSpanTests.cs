using Hall.Devices.Supervision;

namespace Hall.Devices.Tests.Supervision;

public sealed class TimerSpanTests
{
    [Theory]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    [InlineData(0.4, 1)]
    [InlineData(1, 1)]
    [InlineData(1.0001, 2)]
    [InlineData(150.4, 151)]
    [InlineData(151, 151)]
    public void Until_WhatIsLeft_IsNeverCutShort(double left, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds),
            TimerSpan.Until(TimeSpan.FromTicks((long)(left * TimeSpan.TicksPerMillisecond))));
}
