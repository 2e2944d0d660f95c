using System.Text.RegularExpressions;

namespace Hall.Core.Privacy;

/// <summary>Looks for the numbers of a person among the groups of a text. Each group is looked at with a bounded number of those behind it.</summary>
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

    private static readonly int[][] FixedForms = [[8], [7], [4, 4], [3, 4], [3, 5]];
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
            for (var last = group; last < Groups.Count && (last == group || Groups[last].Gap != NumberText.Broken) && total < NumberShapes.CardDigits; last++)
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

        foreach (var chain in chains.Where(chain => chain.Digits == NumberShapes.OldCardDigits && (NumberShapes.IsEven(SizesOf(chain), chain.Mark) || SizesOf(chain) is [6, 6, 3])))
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

    private void Mobiles(List<Chain> chains, List<Chain> singles)
    {
        for (var group = 0; group < Groups.Count; group++)
        {
            foreach (var (first, digits, whole) in FormsFrom(group))
            {
                Mobile(first, digits, whole);
            }
        }

        foreach (var chain in chains)
        {
            var prefix = chain.Digits - NumberShapes.MobileDigits;
            if (prefix is >= 0 and <= LongestPrefix && NumberShapes.IsEven(WithoutPrefix(chain, prefix), chain.Mark) && !IsAddress(chain)
                && (chain.Groups > 2 || (IsAlone(chain.Group) && !char.IsAsciiLetter(text.Before(chain.First)))))
            {
                Mobile(chain.First, chain.Digits, whole: false);
            }
        }

        foreach (var run in singles)
        {
            for (var first = run.First; first + NumberShapes.MobileDigits <= run.First + run.Digits; first++)
            {
                Mobile(first, NumberShapes.MobileDigits, whole: false);
            }
        }
    }

    // In one, in the usual 3-4-4 with any marks, or in 3-8 and 7-4 with a mark that no list has; the country's code may stand at its head.
    private IEnumerable<(int First, int Digits, bool Whole)> FormsFrom(int group)
    {
        var (first, length) = (Groups[group].First, Groups[group].Length);
        if (length is >= NumberShapes.MobileDigits and <= NumberShapes.MobileDigits + LongestPrefix)
        {
            yield return (first, length, true);
        }

        var next = group + 1 < Groups.Count ? Groups[group + 1] : default;
        if (length is < 3 or > 7 + LongestPrefix || next.Gap == NumberText.Broken)
        {
            yield break;
        }

        if (IsPlainMark(next.Gap) && IsAlone(group) && (next.Length == 8 ? length <= 3 + LongestPrefix && !char.IsAsciiLetter(text.Before(first)) : next.Length == 4 && length >= 7))
        {
            yield return (first, length + next.Length, false);
        }

        if (length <= 3 + LongestPrefix && next.Length == 4 && group + 2 < Groups.Count && Groups[group + 2] is { Length: 4, Gap: not NumberText.Broken })
        {
            yield return (first, length + 8, false);
        }
    }

    private void Mobile(int first, int count, bool whole)
    {
        var digits = Of(first, count);
        var prefix = count == NumberShapes.MobileDigits ? 0 : NumberShapes.PrefixOf(digits);
        if (count - prefix == NumberShapes.MobileDigits && NumberShapes.IsMobile(digits[prefix..]) && !IsAmount(first, count, whole))
        {
            Hide(first + prefix, NumberShapes.MobileDigits, MobileEndsShown);
        }
    }

    private int[] WithoutPrefix(Chain chain, int prefix)
    {
        var sizes = SizesOf(chain);
        if (prefix == 0)
        {
            return sizes;
        }

        var head = 0;
        while (head < sizes.Length && prefix >= sizes[head])
        {
            prefix -= sizes[head++];
        }

        if (prefix > 0)
        {
            sizes[head] -= prefix;
        }

        return sizes[head..];
    }

    // 192.168.100.23 has as many digits as a telephone.
    private bool IsAddress(Chain chain) => chain.Mark == '.' && chain.Groups == 4
        && Enumerable.Range(chain.Group, 4).All(group => Groups[group].Length <= 3 && int.Parse(Of(Groups[group].First, Groups[group].Length).Replace('X', '9'), System.Globalization.CultureInfo.InvariantCulture) <= 255);

    private void FixedOnes(List<Chain> chains, List<Chain> singles)
    {
        for (var group = 0; group < Groups.Count; group++)
        {
            var (first, length) = (Groups[group].First, Groups[group].Length);
            if (char.IsAsciiLetter(text.Before(first)) || Groups[group].Gap is '-' or '.')
            {
                continue;
            }

            if (length is 11 or 12)
            {
                Fixed(first, length, whole: true);
            }
            else if (IsCountry(group) && group + 2 < Groups.Count && Groups[group + 1] is { Length: 2 or 3, Gap: not NumberText.Broken }
                && Groups[group + 2].Gap != NumberText.Broken && FixedFrom(group + 2) is var local and > 0)
            {
                Abroad(Groups[group + 1].First, Groups[group + 1].Length + local);
            }
            else if (length is 3 or 4 && group + 1 < Groups.Count && Groups[group + 1].Gap != NumberText.Broken && FixedFrom(group + 1) is var rest and > 0)
            {
                Fixed(first, length + rest, whole: false);
            }
        }

        foreach (var chain in chains.Where(chain => chain.Digits is 11 or 12 && chain.Groups > 3 && NumberShapes.IsEven(SizesOf(chain), chain.Mark)))
        {
            Fixed(chain.First, chain.Digits, whole: false);
        }

        foreach (var run in singles.Where(run => run.Digits is 11 or 12))
        {
            Fixed(run.First, run.Digits, whole: false);
        }
    }

    private bool IsCountry(int group) => Groups[group].Length is 2 or 4 && Of(Groups[group].First, Groups[group].Length) is "86" or "0086";

    // Behind the country's code an area has no 0.
    private void Abroad(int first, int count)
    {
        if (NumberShapes.IsFixed($"0{Of(first, count)}") && !IsAmount(first, count, whole: false))
        {
            Hide(first, count, FixedEndsShown);
        }
    }

    private void Fixed(int first, int count, bool whole)
    {
        if (NumberShapes.IsFixed(Of(first, count)) && !IsAmount(first, count, whole))
        {
            Hide(first, count, FixedEndsShown);
        }
    }

    // Digits of a fixed telephone without its area that begin with this group; nought when none do.
    private int FixedFrom(int group)
    {
        foreach (var form in FixedForms)
        {
            if (group + form.Length <= Groups.Count && form.Index().All(part => Groups[group + part.Index].Length == part.Item && (part.Index == 0 || Groups[group + part.Index].Gap != NumberText.Broken)))
            {
                return form.Sum();
            }
        }

        return 0;
    }

    private void NamedOnes()
    {
        for (var group = 0; group < Groups.Count; group++)
        {
            var first = Groups[group].First;
            if (text.Digits[first].Value is < 2 or > 9 || FixedFrom(group) is not (var count and > 0) || Of(first, count).Contains('X', StringComparison.Ordinal))
            {
                continue;
            }

            var after = text.After(first + count - 1).TrimStart();
            if (Named().IsMatch(text.Before(first, WordBefore)) && !after.StartsWith("号") && !after.StartsWith("-") && !IsAmount(first, count, whole: true))
            {
                Hide(first, count, FixedEndsShown);
            }
        }
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

    [GeneratedRegex("(?:电话|座机|致电|(?<![a-z])(?:tel|phone|telephone))[^0-9]{0,8}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
