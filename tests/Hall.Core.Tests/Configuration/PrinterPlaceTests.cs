namespace Hall.Core.Tests.Configuration;

/// <summary>Where a printer of slips may stand.</summary>
public sealed class PrinterPlaceTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("desk1")]
    public void Read_PrinterAtAKioskOrADesk_IsAccepted(string place) => Assert.Empty(Printer(place));

    [Theory]
    [InlineData("9")]
    [InlineData("window-1")]
    [InlineData("counter1")]
    public void Read_PrinterElsewhere_IsRefusedAtItsPlace(string place) =>
        Assert.Contains(Printer(place), fault => fault.EndsWith(".place", StringComparison.Ordinal));

    private static List<string> Printer(string place) => [.. HallFile.With("deviceLines[0]", $$"""
        { "name": "slips", "protocol": "escpos", "port": "/dev/usb/lp0", "counters": {}, "place": "{{place}}" }
        """).Select(fault => fault.Path)];
}
