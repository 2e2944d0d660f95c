using Hall.Core.Snapshots;
using Hall.Hub.Devices;

namespace Hall.Web.Devices;

/// <summary>The readers of identity cards. A seam, because a page must not know where its reader hangs.</summary>
public interface ICardReading
{
    /// <summary>Raised for each sign of a card at any place of any hall.</summary>
    event Action<CardSeen>? Seen;

    /// <summary>The reader of a kiosk or a desk.</summary>
    ReaderState At(HallSnapshot snapshot, string place);

    /// <summary>The desks of clerks that have a reader.</summary>
    IReadOnlyList<string> Desks(HallSnapshot snapshot);
}

/// <summary>How a place's reader is.</summary>
public enum ReaderState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>There is one, and it does not work now.</summary>
    Down,

    /// <summary>It waits for cards.</summary>
    Up,
}
