using Hall.Devices.Links;

namespace Hall.Devices.Tests.Links;

public sealed class SerialTroubleTests
{
    private static readonly PortAccess Usable = new(true, true);

    [Theory]
    [InlineData(2, LinkTrouble.Gone, "not there")]
    [InlineData(13, LinkTrouble.PermissionDenied, "group dialout")]
    [InlineData(16, LinkTrouble.Busy, "in use by another program")]
    [InlineData(5, LinkTrouble.Other, "cannot be opened")]
    public void Explain_SystemsErrorInsideTheException_GivesItsOwnWords(int errorNumber, LinkTrouble trouble, string words)
    {
        var thrown = new UnauthorizedAccessException("Access to the port is denied.", new IOException("why", errorNumber));

        var explained = Assert.IsType<LinkException>(SerialTrouble.Explain("/dev/ttyUSB0", Usable, thrown));

        Assert.Equal(trouble, explained.Trouble);
        Assert.StartsWith("/dev/ttyUSB0 ", explained.Message, StringComparison.Ordinal);
        Assert.Contains(words, explained.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, LinkTrouble.Gone)]
    [InlineData(true, false, LinkTrouble.PermissionDenied)]
    [InlineData(true, true, LinkTrouble.Other)]
    public void Explain_UnknownErrorNumber_AsksTheFile(bool exists, bool isAllowed, LinkTrouble trouble)
    {
        var thrown = new UnauthorizedAccessException("Access to the port is denied.", new IOException("Unknown error 203", 203));

        var explained = (LinkException)SerialTrouble.Explain("/dev/ttyUSB0", new PortAccess(exists, isAllowed), thrown);

        Assert.Equal(trouble, explained.Trouble);
    }

    [Fact]
    public void Of_NoSuchFile_ExistsNot() => Assert.Equal(new PortAccess(false, false), PortAccess.Of("/dev/none-such"));

    [Fact]
    public void Explain_Cancelled_StaysCancelled() =>
        Assert.IsType<OperationCanceledException>(SerialTrouble.Explain("/dev/none", Usable, new OperationCanceledException()));
}
