using CsCheck;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.Dispatch;

public sealed class WaitingLineTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public void AddRemoveCount_AnySequence_BehaveLikeASortedSet() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 40]).List[0, 200].Sample(steps =>
        {
            var line = new WaitingLine();
            var model = new SortedSet<LinePlace>();
            foreach (var (joins, minute) in steps)
            {
                var place = PlaceAt(minute);
                Assert.Equal(joins ? model.Add(place) : model.Remove(place), joins ? line.Add(place) : line.Remove(place));
                Assert.Equal(model, line);
                Assert.Equal(model.Count(other => other < place), line.CountBefore(place));
            }
        });

    [Fact]
    public void CountWhile_ConditionFailsFromAPlaceOn_CountsThoseBefore()
    {
        var line = new WaitingLine();
        foreach (var minute in new[] { 5, 1, 3, 2, 4 })
        {
            line.Add(PlaceAt(minute));
        }

        Assert.Equal(3, line.CountWhile(place => place.Since < Morning.AddMinutes(4)));
        Assert.Equal(5, line.CountWhile(_ => true));
        Assert.Equal(0, line.CountWhile(_ => false));
    }

    private static LinePlace PlaceAt(int minute) => new(Morning.AddMinutes(minute), new TicketId(minute + 1));
}
