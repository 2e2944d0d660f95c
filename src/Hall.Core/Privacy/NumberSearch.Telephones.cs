using System.Text.RegularExpressions;

namespace Hall.Core.Privacy;

/// <summary>Telephones: mobile ones, fixed ones with their area, and those behind a word.</summary>
internal sealed partial class NumberSearch
{
    private static readonly int[][] FixedForms = [[8], [7], [4, 4], [3, 4], [3, 5]];

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

        if (IsPlainMark(next.Gap) && IsAlone(group)
            && (next.Length == 8 ? length <= 3 + LongestPrefix && !char.IsAsciiLetter(text.Before(first)) : next.Length == 4
            && length >= 7))
        {
            yield return (first, length + next.Length, false);
        }

        if (length <= 3 + LongestPrefix && next.Length == 4 && group + 2 < Groups.Count
            && Groups[group + 2] is { Length: 4, Gap: not NumberText.Broken })
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
        && Enumerable.Range(chain.Group, 4)
            .All(group => Groups[group].Length <= 3 && int.Parse(Of(Groups[group].First, Groups[group].Length).Replace('X', '9'),
            System.Globalization.CultureInfo.InvariantCulture) <= 255);

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
            else if (length is 3 or 4 && group + 1 < Groups.Count && Groups[group + 1].Gap != NumberText.Broken
                && FixedFrom(group + 1) is var rest and > 0)
            {
                Fixed(first, length + rest, whole: false);
            }
        }

        foreach (var chain in chains.Where(
            chain => chain.Digits is 11 or 12 && chain.Groups > 3 && NumberShapes.IsEven(SizesOf(chain), chain.Mark)))
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
            if (group + form.Length <= Groups.Count
                && form.Index().All(part =>
                    Groups[group + part.Index].Length == part.Item
                    && (part.Index == 0 || Groups[group + part.Index].Gap != NumberText.Broken)))
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
            if (text.Digits[first].Value is < 2 or > 9 || FixedFrom(group) is not (var count and > 0)
                || Of(first, count).Contains('X', StringComparison.Ordinal))
            {
                continue;
            }

            var after = text.After(first + count - 1).TrimStart();
            if (Named().IsMatch(text.Before(first, WordBefore)) && !after.StartsWith("号") && !after.StartsWith("-")
                && !IsAmount(first, count, whole: true))
            {
                Hide(first, count, FixedEndsShown);
            }
        }
    }

    [GeneratedRegex("(?:电话|座机|致电|(?<![a-z])(?:tel|phone|telephone))[^0-9]{0,8}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
