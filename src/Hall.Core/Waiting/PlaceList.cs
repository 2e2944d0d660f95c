using System.Collections;

namespace Hall.Core.Waiting;

/// <summary>A question about a place: once the answer is no, it is no for all behind.</summary>
internal interface IPlaceTest<TPlace>
{
    /// <summary>The answer.</summary>
    bool Holds(TPlace place);
}

/// <summary>
/// Places in order. People join at the end and are called from the front, so it is an array with room at both sides: both
/// cost nothing however long the line is, a leave in the middle moves the shorter side, and a place is found by halving.
/// </summary>
public class PlaceList<TPlace> : IReadOnlyList<TPlace>
    where TPlace : struct, IComparable<TPlace>
{
    private const int LeastRoom = 8;
    private TPlace[] _places = [];
    private int _first;

    /// <inheritdoc />
    public int Count { get; private set; }

    /// <summary>Who stands first. The line must not be empty.</summary>
    public TPlace Min => this[0];

    /// <summary>Who stands last. The line must not be empty.</summary>
    public TPlace Max => this[Count - 1];

    /// <inheritdoc />
    public TPlace this[int index] =>
        (uint)index < (uint)Count ? _places[_first + index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Takes a place in the line.</summary>
    /// <returns>False when it stands there already.</returns>
    public bool Add(TPlace place)
    {
        var at = CountBefore(place);
        if (at < Count && this[at].CompareTo(place) == 0)
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
    public bool Remove(TPlace place)
    {
        var at = CountBefore(place);
        if (at == Count || this[at].CompareTo(place) != 0)
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
    public int CountBefore(TPlace place) => CountWhile(new Before(place));

    /// <summary>How many from the front on pass a test that, once it fails, fails for all behind.</summary>
    internal int CountWhile<TTest>(TTest test)
        where TTest : struct, IPlaceTest<TPlace>
    {
        var (low, high) = (0, Count);

        // Who joins stands behind all others almost always, and who has waited too long is nobody almost always.
        if (high == 0 || test.Holds(_places[_first + high - 1]))
        {
            return high;
        }

        if (!test.Holds(_places[_first]))
        {
            return 0;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = test.Holds(_places[_first + middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc />
    public IEnumerator<TPlace> GetEnumerator()
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
        var places = new TPlace[Count + (2 * room)];
        Array.Copy(_places, _first, places, room, Count);
        (_places, _first) = (places, room);
    }

    private readonly struct Before(TPlace place) : IPlaceTest<TPlace>
    {
        public bool Holds(TPlace other) => other.CompareTo(place) < 0;
    }
}
