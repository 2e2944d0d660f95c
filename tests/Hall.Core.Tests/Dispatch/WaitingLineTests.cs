using CsCheck;
using Hall.Core.Identifiers;
using Hall.Core.Waiting;

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

    private static LinePlace PlaceAt(int minute) => new(Morning.AddMinutes(minute), new TicketId(minute + 1));
}
