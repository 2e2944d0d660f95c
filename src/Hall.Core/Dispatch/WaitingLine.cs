using System.Collections;

namespace Hall.Core.Dispatch;

/// <summary>
/// One line in order. People join at the end and are called from the front, so it is an array with room at both sides: both
/// cost nothing however long the line is, a leave in the middle moves the shorter side, and a place is found by halving.
/// </summary>
public sealed class WaitingLine : IReadOnlyList<LinePlace>
{
    private const int LeastRoom = 8;
    private LinePlace[] _places = [];
    private int _first;

    /// <inheritdoc />
    public int Count { get; private set; }

    /// <summary>Who stands first. The line must not be empty.</summary>
    public LinePlace Min => this[0];

    /// <summary>Who stands last. The line must not be empty.</summary>
    public LinePlace Max => this[Count - 1];

    /// <inheritdoc />
    public LinePlace this[int index] => (uint)index < (uint)Count ? _places[_first + index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Takes a place in the line.</summary>
    /// <returns>False when it stands there already.</returns>
    public bool Add(LinePlace place)
    {
        var at = CountBefore(place);
        if (at < Count && this[at] == place)
        {
            return false;
        }

        if (at < Count / 2)
        {
            MakeRoom(_first == 0);
            Array.Copy(_places, _first, _places, _first - 1, at);
            _first--;
        }
        else
        {
            MakeRoom(_first + Count == _places.Length);
            Array.Copy(_places, _first + at, _places, _first + at + 1, Count - at);
        }

        _places[_first + at] = place;
        Count++;
        return true;
    }

    /// <summary>Gives a place up.</summary>
    /// <returns>False when it does not stand there.</returns>
    public bool Remove(LinePlace place)
    {
        var at = CountBefore(place);
        if (at == Count || this[at] != place)
        {
            return false;
        }

        if (at < Count / 2)
        {
            Array.Copy(_places, _first, _places, _first + 1, at);
            _first++;
        }
        else
        {
            Array.Copy(_places, _first + at + 1, _places, _first + at, Count - at - 1);
        }

        Count--;
        return true;
    }

    /// <summary>How many stand before a place.</summary>
    public int CountBefore(LinePlace place) => CountWhile(other => other < place);

    /// <summary>How many from the front on fulfil a condition that, once it fails, fails for all behind.</summary>
    public int CountWhile(Func<LinePlace, bool> condition)
    {
        var (low, high) = (0, Count);

        // Who joins stands behind all others almost always.
        if (high > 0 && condition(Max))
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = condition(_places[_first + middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc />
    public IEnumerator<LinePlace> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void MakeRoom(bool isFull)
    {
        if (!isFull)
        {
            return;
        }

        var room = Math.Max(LeastRoom, Count / 2);
        var places = new LinePlace[Count + (2 * room)];
        Array.Copy(_places, _first, places, room, Count);
        (_places, _first) = (places, room);
    }
}
