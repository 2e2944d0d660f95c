using CsCheck;
using Hall.Devices.Supervision;

namespace Hall.Devices.Tests.Supervision;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(0, 0, 125)]
    [InlineData(1, 0, 250)]
    [InlineData(2, 0, 500)]
    [InlineData(2, 0.5, 750)]
    [InlineData(30, 0, 5000)]
    [InlineData(int.MaxValue, 0.99999, 10000)]
    public void After_Failures_DoublesUpToTheLongest(int failures, double jitter, double milliseconds) =>
        Assert.Equal(milliseconds, new BackOff().After(failures, jitter).TotalMilliseconds, tolerance: 1);

    [Fact]
    public void After_AnyFailuresAndJitter_IsAboveZeroAndAtMostTheLongest() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Double[0, 1]).Sample((failures, jitter) =>
            new BackOff().After(failures, jitter) is var wait && wait > TimeSpan.Zero && wait <= new BackOff().Longest);
}
