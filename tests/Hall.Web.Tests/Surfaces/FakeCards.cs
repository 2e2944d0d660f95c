using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.IdCards;
using Hall.Hub.Devices;
using Hall.Web.Devices;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A reader that says what it is told to; none until then.</summary>
public sealed class FakeCards : ICardReading
{
    public event Action<CardSeen>? Seen;

    public ReaderState Reader { get; set; }

    public List<string> DeskNames { get; } = [];

    public bool IsHeard => Seen is not null;

    public ReaderState At(HallSnapshot snapshot, string place) => Reader;

    public IReadOnlyList<string> Desks(HallSnapshot snapshot) => DeskNames;

    public void Say(string place, CardSign sign, string? holder = null) => Seen?.Invoke(new(new HallId("demo-small"), place, sign, holder));
}
