using Hall.Agent.Outbox;
using Hall.Devices.Presses;

namespace Hall.Agent.Tests;

public sealed class PressOutboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-outbox").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keep_OpenedAgain_HasWhatWasNotAnsweredInOrder()
    {
        var (first, second, third) = (Press(), Press(), Press());
        using (var outbox = new PressOutbox(_folder))
        {
            Assert.True(outbox.Keep(first) && outbox.Keep(second) && outbox.Keep(third) && outbox.Keep(third));
            outbox.Forget(first.EventId);
        }

        using var again = new PressOutbox(_folder);
        Assert.Equal(2, again.Count);
        Assert.Equal(second, await again.NextAsync(Token));
        again.Forget(second.EventId);
        Assert.Equal(third, await again.NextAsync(Token));
    }

    [Fact]
    public async Task Open_HalfALineAtTheEnd_KeepsTheWholeOnes()
    {
        var press = Press();
        using (var outbox = new PressOutbox(_folder))
        {
            outbox.Keep(press);
        }

        await File.AppendAllTextAsync(Path.Combine(_folder, "outbox.jsonl"), "{\"press\":{\"eve", Token);

        using var again = new PressOutbox(_folder);
        Assert.Equal(press, await again.NextAsync(Token));
        Assert.True(again.Keep(Press()));
        Assert.Equal(2, again.Count);
    }

    [Fact]
    public void Keep_Full_SaysSo()
    {
        using var outbox = new PressOutbox(_folder, most: 1);

        Assert.True(outbox.Keep(Press()));
        Assert.False(outbox.Keep(Press()));
    }

    [Fact]
    public void Forget_TheLast_EmptiesTheFile()
    {
        using var outbox = new PressOutbox(_folder);
        var press = Press();
        outbox.Keep(press);

        outbox.Forget(press.EventId);

        Assert.Equal(0, new FileInfo(Path.Combine(_folder, "outbox.jsonl")).Length);
    }

    private static KeptPress Press() => new(Guid.CreateVersion7(), "demo", "1", 1, DateTimeOffset.UnixEpoch, PadLevel.Satisfied, null, "");
}
