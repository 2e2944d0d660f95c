namespace Hall.Core.Privacy;

/// <summary>
/// Looks for the numbers of a person among the groups of a text. Each group is looked at with a bounded number of those behind it.
/// </summary>
internal sealed partial class NumberSearch(NumberText text)
{
    /// <summary>Digits of the shortest number that is blanked.</summary>
    public const int FewestDigits = 7;

    private const int CardEndsShown = 2;
    private const int MobileEndsShown = 4;
    private const int FixedEndsShown = 2;
    private const int LongestPrefix = 4;
    private const int WordBefore = 24;
    private const int MostMixedGroups = 5;

    private readonly bool[] _hidden = new bool[text.Digits.Count];
    private readonly bool[] _taken = new bool[text.Digits.Count];
    private List<DigitGroup> Groups => text.Groups;

    /// <summary>Which digits are blanked.</summary>
    /// <param name="everyTelephone">Whether fixed telephones are, too.</param>
    public bool[] Hidden(bool everyTelephone)
    {
        var chains = Chains();
        var singles = Singles();
        Cards(singles);
        OldCards(chains, singles);
        Mobiles(chains, singles);
        if (everyTelephone)
        {
            FixedOnes(chains, singles);
            NamedOnes();
        }

        return _hidden;
    }

    private void Cards(List<Chain> singles)
    {
        for (var group = 0; group < Groups.Count; group++)
        {
            var total = 0;
            for (var last = group; last < Groups.Count && (last == group || Groups[last].Gap != NumberText.Broken)
                && total < NumberShapes.CardDigits; last++)
            {
                total += Groups[last].Length;
                if (total == NumberShapes.CardDigits && (last == group || IsOne(group, last)))
                {
                    Card(Groups[group].First);
                }
            }
        }

        foreach (var run in singles)
        {
            for (var first = run.First; first + NumberShapes.CardDigits <= run.First + run.Digits; first++)
            {
                Card(first);
            }
        }
    }

    private void Card(int first)
    {
        if (NumberShapes.IsCard(Of(first, NumberShapes.CardDigits)))
        {
            Hide(first, NumberShapes.CardDigits, CardEndsShown);
        }
    }

    // Parted by one mark to which nothing more is joined by it, or by few marks that no list has and nothing more joined by any.
    private bool IsOne(int group, int last)
    {
        var mark = Groups[group + 1].Gap;
        var after = last + 1 < Groups.Count ? Groups[last + 1].Gap : NumberText.Broken;
        return Enumerable.Range(group + 1, last - group).All(inner => Groups[inner].Gap == mark)
            ? Groups[group].Gap != mark && after != mark
            : last - group < MostMixedGroups && Groups[group].Gap == NumberText.Broken && after == NumberText.Broken
                && Enumerable.Range(group + 1, last - group).All(inner => IsPlainMark(Groups[inner].Gap));
    }

    private static bool IsPlainMark(char mark) => mark is NumberText.White or '-' or '.' or '/' or ')';

    // Nothing is joined before it but the country's code.
    private bool IsAlone(int group) => Groups[group].Gap == NumberText.Broken || (group > 0 && IsCountry(group - 1));

    private void OldCards(List<Chain> chains, List<Chain> singles)
    {
        for (var group = 0; group < Groups.Count; group++)
        {
            if (Groups[group].Length == NumberShapes.OldCardDigits && !IsPartOfACode(group))
            {
                OldCard(Groups[group].First);
            }
        }

        foreach (var chain in chains.Where(chain =>
            chain.Digits == NumberShapes.OldCardDigits && (NumberShapes.IsEven(SizesOf(chain), chain.Mark) || SizesOf(chain) is [6, 6, 3])))
        {
            OldCard(chain.First);
        }

        foreach (var run in singles.Where(run => run.Digits == NumberShapes.OldCardDigits))
        {
            OldCard(run.First);
        }
    }

    private void OldCard(int first)
    {
        if (NumberShapes.IsOldCard(Of(first, NumberShapes.OldCardDigits)))
        {
            Hide(first, NumberShapes.OldCardDigits, CardEndsShown);
        }
    }

    // A longer code: letters beside it, or a hyphen or a point that leads to more digits.
    private bool IsPartOfACode(int group)
    {
        var after = text.After(Groups[group].First + Groups[group].Length - 1);
        return char.IsAsciiLetterOrDigit(text.Before(Groups[group].First)) || (after.Length > 0 && char.IsAsciiLetter(after[0]))
            || Groups[group].Gap is '-' or '.' || (group + 1 < Groups.Count && Groups[group + 1].Gap is '-' or '.');
    }

    // Money before or behind it, or a decimal or a thousand that follows at once.
    private bool IsAmount(int first, int count, bool whole)
    {
        var after = text.After(first + count - 1);
        var unit = after.TrimStart();
        if (text.Before(first) is '¥' or '￥' or '$' or '€' or '£' || (unit.Length > 0 && unit[0] is '元' or '万' or '亿' or '块' or '圆'))
        {
            return true;
        }

        if (!whole || after.Length < 2 || !char.IsAsciiDigit(after[1]))
        {
            return false;
        }

        var digits = after[1..].IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : after.Length - 1;
        return after[0] == '.' ? digits <= 2 : after[0] == ',' && digits == 3;
    }

    private void Hide(int first, int count, int shown)
    {
        if (_taken.AsSpan(first, count).Contains(true))
        {
            return;
        }

        _taken.AsSpan(first, count).Fill(true);
        _hidden.AsSpan(first, count - shown).Fill(true);
    }

    private string Of(int first, int count) => string.Create(count, (text.Digits, first), static (signs, from) =>
    {
        for (var i = 0; i < signs.Length; i++)
        {
            var value = from.Digits[from.first + i].Value;
            signs[i] = value == DigitSigns.X ? 'X' : (char)('0' + value);
        }
    });

    private int[] SizesOf(Chain chain) => [.. Groups.GetRange(chain.Group, chain.Groups).Select(group => group.Length)];

    /// <summary>Groups that the same mark parts, as many as there are.</summary>
    private List<Chain> Chains()
    {
        var chains = new List<Chain>();
        for (var group = 0; group + 1 < Groups.Count;)
        {
            var (mark, last) = (Groups[group + 1].Gap, group + 1);
            if (mark == NumberText.Broken)
            {
                group++;
                continue;
            }

            var digits = Groups[group].Length + Groups[last].Length;
            while (last + 1 < Groups.Count && Groups[last + 1].Gap == mark)
            {
                digits += Groups[++last].Length;
            }

            chains.Add(new(group, last - group + 1, Groups[group].First, digits, mark));
            group = last;
        }

        return chains.FindAll(chain => chain.Digits <= NumberShapes.OldCardDigits);
    }

    /// <summary>Single digits beside each other, whatever parts them; a word that says a digit twice is one.</summary>
    private List<Chain> Singles()
    {
        var runs = new List<Chain>();
        for (var group = 0; group < Groups.Count;)
        {
            if (!IsSingle(group))
            {
                group++;
                continue;
            }

            var (last, digits) = (group, Groups[group].Length);
            while (last + 1 < Groups.Count && Groups[last + 1].Gap != NumberText.Broken && IsSingle(last + 1))
            {
                digits += Groups[++last].Length;
            }

            runs.Add(new(group, last - group + 1, Groups[group].First, digits, NumberText.Mixed));
            group = last + 1;
        }

        return runs.FindAll(run => run.Digits >= NumberShapes.MobileDigits);
    }

    private bool IsSingle(int group) => Groups[group].Length == 1
        || text.Digits[Groups[group].First].Start == text.Digits[Groups[group].First + Groups[group].Length - 1].Start;

    private readonly record struct Chain(int Group, int Groups, int First, int Digits, char Mark);
}
