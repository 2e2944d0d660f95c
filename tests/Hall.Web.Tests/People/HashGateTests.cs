using Hall.Hub.Accounts;

namespace Hall.Web.Tests.People;

public sealed class HashGateTests
{
    private readonly HashGate _gate = new();

    [Fact]
    public async Task Enter_MachineOfTheHallWhileStrangersWait_GoesFirst()
    {
        Assert.True(await _gate.EnterAsync(isKnown: false));
        var strangers = Enumerable.Range(0, HashGate.MostStrangers).Select(_ => _gate.EnterAsync(isKnown: false)).ToList();
        var known = _gate.EnterAsync(isKnown: true);

        _gate.Leave();

        Assert.True(await known);
        Assert.DoesNotContain(strangers, stranger => stranger.IsCompleted);
    }

    [Fact]
    public async Task Enter_MoreStrangersThanMayWait_AreSentOffAndTheHallsMachinesAreNot()
    {
        Assert.True(await _gate.EnterAsync(isKnown: true));
        var waiting = Enumerable.Range(0, HashGate.MostStrangers).Select(_ => _gate.EnterAsync(isKnown: false)).ToList();

        Assert.True(_gate.IsFull);
        Assert.False(await _gate.EnterAsync(isKnown: false));
        var known = Enumerable.Range(0, 5).Select(_ => _gate.EnterAsync(isKnown: true)).ToList();

        foreach (var turn in known.Concat(waiting))
        {
            Assert.False(turn.IsCompleted);
            _gate.Leave();
            Assert.True(await turn);
        }

        _gate.Leave();
        Assert.False(_gate.IsFull);
        Assert.True(await _gate.EnterAsync(isKnown: false));
    }
}
