using System.Globalization;
using System.Text;

namespace Hall.Core.Privacy;

/// <summary>A digit in a text: its value, and the characters that say it.</summary>
/// <param name="Value">0 to 9, or <see cref="DigitSigns.X"/>.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Behind the last one.</param>
internal readonly record struct Digit(int Value, int Start, int End);

/// <summary>Digits that stand together, and what is between them and the group before.</summary>
/// <param name="First">Index of the first digit.</param>
/// <param name="Length">How many.</param>
/// <param name="Gap">What stands before it: see <see cref="NumberText.Broken"/>.</param>
internal readonly record struct DigitGroup(int First, int Length, char Gap);

/// <summary>
/// A text as a row of digits in groups. Characters that show nothing do not part a group; what parts groups and is no letter, no money and
/// no more than three marks long may be a separator of one number, over a line's end too.
/// </summary>
internal sealed class NumberText
{
    /// <summary>The gap of a group that cannot go on the one before.</summary>
    public const char Broken = '\0';

    /// <summary>The gap of white space only.</summary>
    public const char White = ' ';

    /// <summary>The gap of different marks.</summary>
    public const char Mixed = '?';

    private const int MostMarks = 3;
    private const int LongestGap = 16;
    private readonly string _text;

    /// <summary>Reads a text, once from its begin to its end.</summary>
    public NumberText(string text)
    {
        _text = text;
        Read();
    }

    /// <summary>All digits, in order.</summary>
    public List<Digit> Digits { get; } = [];

    /// <summary>Their groups, in order.</summary>
    public List<DigitGroup> Groups { get; } = [];

    /// <summary>The character before a digit, as it was typed; a space at the begin.</summary>
    public char Before(int digit) => Digits[digit].Start is > 0 and var at ? _text[at - 1] : ' ';

    /// <summary>What was typed behind a digit.</summary>
    public ReadOnlySpan<char> After(int digit) => _text.AsSpan(Digits[digit].End);

    /// <summary>What was typed before a digit, back to the digit before, and no more than so many characters.</summary>
    public ReadOnlySpan<char> Before(int digit, int most)
    {
        var from = Math.Max(digit > 0 ? Digits[digit - 1].End : 0, Digits[digit].Start - most);
        return _text.AsSpan(from, Digits[digit].Start - from);
    }

    private void Read()
    {
        var (end, at) = (0, 0);
        var said = 1;
        while (at < _text.Length)
        {
            if (char.IsAsciiLetter(_text[at]) && !(_text[at] is 'x' or 'X' && IsAfterDigit(at, end)))
            {
                var from = at;
                while (at < _text.Length && char.IsAsciiLetter(_text[at]))
                {
                    at++;
                }

                var word = at - from <= 6 ? _text[from..at] : "";
                if (DigitSigns.TimesBy(word) is { } times)
                {
                    said = times;
                    continue;
                }

                if (DigitSigns.SaidBy(word) is { } value)
                {
                    Add(value, said == 1 ? from : StartOf(from, end), at, ref end, said);
                }

                said = 1;
                continue;
            }

            Rune.DecodeFromUtf16(_text.AsSpan(at), out var sign, out var length);
            if ((DigitSigns.ValueOf(sign) ?? DigitSigns.SaidBy(sign)) is { } digit && (digit != DigitSigns.X || IsAfterDigit(at, end)))
            {
                Add(digit, at, at + length, ref end, said);
                said = 1;
            }

            at += length;
        }
    }

    // "double five" is one saying, from its first letter on.
    private int StartOf(int word, int end)
    {
        var from = word;
        while (from > end && !char.IsAsciiLetter(_text[from - 1]))
        {
            from--;
        }

        while (from > end && char.IsAsciiLetter(_text[from - 1]))
        {
            from--;
        }

        return from;
    }

    private bool IsAfterDigit(int at, int end) => Digits.Count > 0 && Digits[^1].Value != DigitSigns.X && GapOf(end, at) != Broken;

    private void Add(int value, int start, int stop, ref int end, int times)
    {
        var gap = Digits.Count == 0 ? Broken : GapOf(end, start);
        for (var time = 0; time < times; time++)
        {
            if (time > 0 || (gap is null && Digits[^1].Value != DigitSigns.X))
            {
                Groups[^1] = Groups[^1] with { Length = Groups[^1].Length + 1 };
            }
            else
            {
                Groups.Add(new(Digits.Count, 1, gap ?? Broken));
            }

            Digits.Add(new(value, start, stop));
        }

        end = stop;
    }

    /// <summary>What parts two digits: null for nothing that shows.</summary>
    private char? GapOf(int from, int to)
    {
        if (to - from > LongestGap)
        {
            return Broken;
        }

        var (marks, kind, white) = (0, default(char?), false);
        foreach (var sign in _text.AsSpan(from, to - from).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(sign))
            {
                white = true;
            }
            else if (!DigitSigns.IsInvisible(sign))
            {
                var mark = MarkOf(sign);
                if (mark == Broken || ++marks > MostMarks)
                {
                    return Broken;
                }

                kind = kind is null || kind == mark ? mark : Mixed;
            }
        }

        return kind ?? (white ? White : null);
    }

    private static char MarkOf(Rune sign)
    {
        var category = Rune.GetUnicodeCategory(sign);
        if (Rune.IsLetterOrDigit(sign)
            || category is UnicodeCategory.CurrencySymbol or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            || sign.Value is '%' or '％' or '‰' or '℃' or '°')
        {
            return Broken;
        }

        if (category == UnicodeCategory.DashPunctuation || sign.Value is '−' or '~' or '～' or '_')
        {
            return '-';
        }

        if (sign.Value is '，' or '、' or ';' or '；' or '﹐')
        {
            return ',';
        }

        if (sign.Value is '。' or '．' or '·' or '•' or '・' or '․')
        {
            return '.';
        }

        if (sign.Value is '：')
        {
            return ':';
        }

        if (sign.Value is '\\' or '|' or '／' or '｜')
        {
            return '/';
        }

        if (category is UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation)
        {
            return ')';
        }

        if (sign.IsBmp)
        {
            return (char)sign.Value;
        }

        return '☺';
    }
}
