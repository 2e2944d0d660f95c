using Hall.Devices.Links;

namespace Hall.Devices.Tests.Links;

public sealed class SerialTroubleTests
{
    [Theory]
    [InlineData(2, LinkTrouble.Gone, "not there")]
    [InlineData(13, LinkTrouble.PermissionDenied, "group dialout")]
    [InlineData(16, LinkTrouble.Busy, "in use by another program")]
    [InlineData(5, LinkTrouble.Other, "cannot be opened")]
    public void Explain_SystemsErrorInsideTheException_GivesItsOwnWords(int errorNumber, LinkTrouble trouble, string words)
    {
        var thrown = new UnauthorizedAccessException("Access to the port is denied.", new IOException("why", errorNumber));

        var explained = Assert.IsType<LinkException>(SerialTrouble.Explain("/dev/ttyUSB0", exists: true, thrown));

        Assert.Equal(trouble, explained.Trouble);
        Assert.StartsWith("/dev/ttyUSB0 ", explained.Message, StringComparison.Ordinal);
        Assert.Contains(words, explained.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_NoSuchFile_IsGone() =>
        Assert.Equal(LinkTrouble.Gone, ((LinkException)SerialTrouble.Explain("/dev/none", exists: false, new IOException("x"))).Trouble);

    [Fact]
    public void Explain_Cancelled_StaysCancelled() =>
        Assert.IsType<OperationCanceledException>(SerialTrouble.Explain("/dev/none", exists: false, new OperationCanceledException()));
}
