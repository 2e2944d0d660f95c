namespace Hall.Core.Search;

/// <summary>How a run of a query lies on the units of a phrase.</summary>
/// <param name="First">The first unit.</param>
/// <param name="Units">How many units it covers, the last perhaps in part.</param>
/// <param name="Atoms">How many signs of the query it uses.</param>
/// <param name="Literal">Units that are there as they stand: characters and words.</param>
/// <param name="Syllables">Characters whose sound was spelt.</param>
/// <param name="Initials">Characters of which only the first letters were typed.</param>
/// <param name="Partial">Whether the last unit is begun, not whole.</param>
internal readonly record struct Run(int First, int Units, int Atoms, int Literal, int Syllables, int Initials, bool Partial);

/// <summary>
/// Lays a query on the units of a phrase, one after the other: a character is met by itself, by its sound, or by the first letters of its
/// sound; a word by its beginning. Digits may stand for the letters of a telephone's keys.
/// </summary>
/// <param name="units">The phrase.</param>
/// <param name="query">The query's signs.</param>
/// <param name="dead">Room for <see cref="Room"/> words, all zero: which (unit, sign) led nowhere. Without it a name of repeated sounds
/// would be tried in every way there is.</param>
/// <param name="onKeys">Whether digits 2 to 9 mean letters.</param>
internal ref struct RunMatch(ReadOnlySpan<Unit> units, ReadOnlySpan<int> query, Span<ulong> dead, bool onKeys)
{
    /// <summary>How much room it needs: a word for each unit, a bit in it for each sign.</summary>
    public const int Room = 64;

    private readonly ReadOnlySpan<Unit> _units = units;
    private readonly ReadOnlySpan<int> _query = query;
    private readonly bool _onKeys = onKeys;
    private bool _whole;
    private bool _initials;
    private int _furthest;
    private Run _best;
    private int _first;
    private bool _anyDead;
    private readonly Span<ulong> _dead = dead;

    /// <summary>The whole query from one unit on; null when it does not lie there.</summary>
    /// <param name="first">The unit.</param>
    /// <param name="initials">Whether first letters are enough for a character.</param>
    public Run? All(int first, bool initials = true)
    {
        (_whole, _initials, _first) = (true, initials, first);
        Clear();
        return MayBegin(first, 0) && Try(first, 0, new(first, 0, 0, 0, 0, 0, false)) ? _best : null;
    }

    /// <summary>As much as possible of the query from one of its signs on, in whole units; null for nothing.</summary>
    /// <param name="first">The unit.</param>
    /// <param name="from">The sign.</param>
    public Run? Most(int first, int from)
    {
        (_whole, _initials, _first, _furthest) = (false, false, first, from);
        Clear();
        if (!MayBegin(first, from))
        {
            return null;
        }

        Try(first, from, new(first, 0, 0, 0, 0, 0, false));
        return _furthest > from ? _best with { Atoms = _furthest - from } : null;
    }

    private readonly bool MayBegin(int first, int from)
    {
        var unit = _units[first];
        var atom = _query[from];
        if (unit.Character == atom && atom != 0)
        {
            return true;
        }

        if (unit.IsWord)
        {
            return Fits(atom, unit.Word[0], false);
        }

        foreach (var reading in unit.Readings)
        {
            if (Fits(atom, reading[0], true))
            {
                return true;
            }
        }

        return false;
    }

    private bool Try(int unit, int atom, Run run)
    {
        while (atom < _query.Length && _query[atom] == TextUnits.Gap)
        {
            atom++;
        }

        if (atom == _query.Length)
        {
            Keep(run, atom);
            return true;
        }

        if (!_whole)
        {
            Keep(run, atom);
        }

        if (unit == _units.Length || IsDead(unit, atom))
        {
            return false;
        }

        var here = _units[unit];
        var next = run with { Units = run.Units + 1 };
        var found = here.IsWord
            ? TryWord(unit, atom, next)
            : (here.Character == _query[atom] && Try(unit + 1, atom + 1, next with { Literal = run.Literal + 1 }))
                || TrySound(unit, atom, next);
        if (!found)
        {
            Bury(unit, atom);
        }

        return found;
    }

    private bool TrySound(int unit, int atom, Run next)
    {
        foreach (var reading in _units[unit].Readings)
        {
            var length = Common(reading, atom);
            if (length == reading.Length && Try(unit + 1, atom + length, next with { Syllables = next.Syllables + 1 }))
            {
                return true;
            }

            if (length > 1 && length < reading.Length && _whole && atom + length == _query.Length)
            {
                Keep(next with { Syllables = next.Syllables + 1, Partial = true }, _query.Length);
                return true;
            }
        }

        return _initials && TryInitial(unit, atom, next with { Initials = next.Initials + 1 });
    }

    private bool TryInitial(int unit, int atom, Run next)
    {
        foreach (var reading in _units[unit].Readings)
        {
            var length = Common(reading, atom);
            var isDouble = length > 1 && reading[1] == 'h';
            if ((isDouble && Try(unit + 1, atom + 2, next)) || (length > 0 && Try(unit + 1, atom + 1, next)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryWord(int unit, int atom, Run next)
    {
        var word = _units[unit].Word;
        var end = atom;
        while (end < _query.Length && _query[end] != TextUnits.Gap && !TextUnits.IsCharacter(_query[end]))
        {
            end++;
        }

        next = next with { Literal = next.Literal + 1 };
        var common = 0;
        while (common < word.Length && atom + common < end && Fits(_query[atom + common], word[common], false))
        {
            common++;
        }

        var typed = end - atom;
        if (common == word.Length && Try(unit + 1, atom + common, next))
        {
            return true;
        }

        if (common == typed && _whole && Try(unit + 1, end, next with { Partial = end == _query.Length && common < word.Length }))
        {
            return true;
        }

        return !_onKeys && EnglishWords.IsSame(word, _query[atom..end]) && Try(unit + 1, end, next);
    }

    private readonly int Common(string reading, int atom)
    {
        var length = 0;
        while (length < reading.Length && atom + length < _query.Length && Fits(_query[atom + length], reading[length], true))
        {
            length++;
        }

        return length;
    }

    // ü is typed as v or u.
    private readonly bool Fits(int typed, char letter, bool sound) =>
        typed == letter || (sound && typed == 'v' && letter == 'u')
            || (_onKeys && typed is >= '2' and <= '9' && TelephoneKeys.Of(letter) == typed);

    private void Keep(Run run, int atom)
    {
        if (_whole || atom > _furthest)
        {
            (_best, _furthest) = (run with { First = _first, Atoms = atom }, atom);
        }
    }

    private readonly bool IsDead(int unit, int atom) => (_dead[unit] & (1UL << atom)) != 0;

    private void Bury(int unit, int atom)
    {
        _dead[unit] |= 1UL << atom;
        _anyDead = true;
    }

    /// <summary>Leaves the room as it was found; the last call.</summary>
    public void Clear()
    {
        if (_anyDead)
        {
            _dead.Clear();
            _anyDead = false;
        }
    }
}
