using System.Globalization;
using System.Text;

namespace Hall.Core.Tests.Privacy;

/// <summary>Writes numbers of a person in every way of docs/PRIVATE-NUMBERS.md, and texts without any.</summary>
internal sealed class WaysOfWriting(int seed)
{
    private static readonly string[] Regions = ["110105", "310101", "340702", "440305", "441900", "510104", "650102"];

    private static readonly string[] Digits =
    [
        "0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⓪①②③④⑤⑥⑦⑧⑨",
        "零一二三四五六七八九", "〇幺两叁肆伍陆柒捌玖", "洞幺二三四五六拐八勾", "零壹贰叁肆伍陸柒捌玖",
    ];

    private static readonly string[] English = ["zero", "one", "Two", "three", "four", "five", "six", "SEVEN", "eight", "nine"];
    private static readonly string[] Xs = ["X", "x", "Ｘ", "ｘ", "Ⅹ", "×", "Х", "χ", "叉"];

    private static readonly string[] Marks =
        [" ", "　", "\u00a0", "\t", "\n", "\r\n", "-", "－", "–", "—", "‐", "−", "_", "~", ".", "·", "．", "•", "/", "\\", "|", "*", "#",
            "+",
            "=", "'", "\"", " - ", ". ", "\n ", "-\n", "…", "☺", "→"];

    private static readonly string[] Invisible = ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u200e", "\ufe0f"];

    private static readonly int[][] MobileGroups = [[11], [3, 4, 4], [3, 8], [7, 4], [4, 4, 3], [4, 3, 4], [3, 3, 5], [1, 2, 2, 2, 2, 2],
        [2, 2, 2, 2, 2, 1], [3, 3, 3, 2], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]];
    private static readonly int[][] CardGroups = [[18], [6, 8, 4], [6, 4, 4, 4], [4, 4, 4, 4, 2], [6, 12], [14, 4], [3, 3, 4, 4, 4],
        [6, 8, 3, 1], [9, 9], [2, 2, 2, 4, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]];
    private static readonly int[][] OldGroups =
        [[15], [6, 6, 3], [3, 3, 3, 3, 3], [5, 5, 5], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]];
    private static readonly int[][] FixedGroups = [[11], [4, 7], [4, 3, 4], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]];
    private static readonly string[] Words = ["", "我的号码：", "please call ", "打我电话，", "（", "ID:\n", "请联系\n", "身份证号 ", "、",
        "“"];
    private static readonly string[] Behind = ["", "。", "，谢谢", "）", "\n谢谢", " thanks", "！", "”", "，A012 号"];
    private readonly Random _random = new(seed);

    /// <summary>A mobile telephone in words, and the number.</summary>
    public (string Text, string Number) Mobile() => Written(
        $"1{_random.Next(3, 10)}{_random.Next(1_000_000_000):000000000}", MobileGroups, Any("", "", "", "+86 ", "86-", "0086 ", "+86"));

    /// <summary>An identity card in words, and the number.</summary>
    public (string Text, string Number) Card()
    {
        var body = $"{Any(Regions)}{Day(1900, 2024):yyyyMMdd}{_random.Next(1000):000}";
        return Written(
            body + "10X98765432"[body.Select((digit, place) => (digit - '0') * ((1 << (17 - place)) % 11)).Sum() % 11], CardGroups, "");
    }

    /// <summary>An identity card of before 1999 in words, and the number.</summary>
    public (string Text, string Number) OldCard() =>
        Written($"{Any(Regions)}{Day(1920, 1998):yyMMdd}{_random.Next(1000):000}", OldGroups, "");

    /// <summary>A fixed telephone in words, and the number.</summary>
    public (string Text, string Number) Fixed() => Written($"0562{_random.Next(2, 10)}{_random.Next(1_000_000):000000}", FixedGroups, "");

    /// <summary>Several sentences without a number of a person: days, times, money, tickets, windows, documents, law.</summary>
    public string Innocent() =>
        string.Concat(Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Sentence() + Any("，", "。", " ", "\n", "；", ", ", "、")));

    private string Sentence()
    {
        var (day, number) = (Day(1990, 2035), _random.Next(1, 1000));
        return _random.Next(24) switch
        {
            0 => FormattableString.Invariant($"{day:yyyy-MM-dd}"),
            1 => FormattableString.Invariant($"{day:yyyy年M月d日} {_random.Next(24):00}:{_random.Next(60):00}"),
            2 => FormattableString.Invariant($"{day:yyyy/M/d} {_random.Next(24)}:{_random.Next(60):00}:{_random.Next(60):00}"),
            3 => FormattableString.Invariant($"{day:dd.MM.yyyy}"),
            4 => FormattableString.Invariant($"{day:yyyyMMdd}"),
            5 => FormattableString.Invariant($"缴费 {_random.Next(10_000_000)}.{_random.Next(100):00} 元"),
            6 => string.Create(CultureInfo.InvariantCulture, $"￥{_random.NextInt64(100_000_000_000):N2}"),
            7 => FormattableString.Invariant($"{_random.NextInt64(10_000_000_000, 20_000_000_000)}元"),
            8 => FormattableString.Invariant($"{(char)('A' + _random.Next(26))}{number:000}"),
            9 => FormattableString.Invariant(
                $"票号 {(char)('A' + _random.Next(26))}{number:000}，{_random.Next(1, 60)} 号窗口，第 {_random.Next(1, 9)} 次"),
            10 => FormattableString.Invariant($"等了{_random.Next(1, 300)}分钟，前面{_random.Next(100)}人"),
            11 => FormattableString.Invariant($"《行政许可法》第{Chinese(_random.Next(1, 300))}条第{Chinese(_random.Next(1, 10))}款"),
            12 => FormattableString.Invariant($"皖社保〔{day.Year}〕{number}号"),
            13 => FormattableString.Invariant($"GB/T {_random.Next(1000, 50000)}.{_random.Next(1, 9)}-{day.Year}"),
            14 => FormattableString.Invariant($"办件编号 340700-{day:yyyyMMdd}-{_random.Next(1_000_000):000000}"),
            15 => FormattableString.Invariant($"CP{day.Year}-{_random.Next(100_000):00000}"),
            16 => FormattableString.Invariant($"银行卡 622202130200{_random.Next(10_000_000):0000000}"),
            17 => FormattableString.Invariant($"9134070{_random.Next(10)}MA2N{_random.Next(100_000):00000}X"),
            18 => FormattableString.Invariant($"建设路{_random.Next(1, 2000)}号{_random.Next(1, 30)}栋{_random.Next(101, 3000)}室"),
            19 => FormattableString.Invariant($"192.168.{_random.Next(256)}.{_random.Next(256)}"),
            20 => Any("12345", "12333", "110", "400-820-8820", "244000", "95598"),
            21 => FormattableString.Invariant($"{_random.Next(1, 10)}、{_random.Next(10, 20)}、{_random.Next(20, 40)}号窗口"),
            22 => $"一九{Chinese(_random.Next(1, 10))}{Chinese(_random.Next(1, 10))}年，"
                + $"星期{Any("一", "二", "三")}、{Any("四", "五", "六")}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"工资 {_random.Next(1000, 20000)}-{_random.Next(1000, 20000)}，"
                + $"涨了 {_random.Next(1, 30)}.{_random.Next(10)}%，×{_random.Next(2, 9)}"),
        };
    }

    private static string Chinese(int number)
    {
        const string Names = "零一二三四五六七八九";
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        var ten = tens > 0 ? $"{Names[tens]}十" : hundreds > 0 && ones > 0 ? "零" : "";
        return $"{(hundreds > 0 ? $"{Names[hundreds]}百" : "")}{ten}{(ones > 0 ? $"{Names[ones]}" : "")}";
    }

    private (string Text, string Number) Written(string number, int[][] groupings, string prefix)
    {
        var (groups, mark, english) = (groupings[_random.Next(groupings.Length)], Any(Marks), _random.Next(12) == 0);

        // Four groups up to 255 behind points are an address on the network.
        mark = groups is [3, 3, 3, 2] ? "-" : mark;
        prefix = english && prefix.Length > 0 ? $"{prefix.Trim()} " : prefix;
        groups = english ? [.. Enumerable.Repeat(1, number.Length)] : groups;
        var script = Any(Digits);
        var (text, at) = (new StringBuilder(), 0);
        foreach (var size in groups)
        {
            text.Append(at == 0 ? "" : english ? " " : mark);
            foreach (var digit in number.AsSpan(at, size))
            {
                text.Append(digit == 'X' ? Any(Xs) : english
                    ? English[digit - '0'] : SignOf(_random.Next(20) == 0 ? Any(Digits) : script, digit - '0'));
                text.Append(!english && _random.Next(15) == 0 ? Any(Invisible) : "");
            }

            at += size;
        }

        return ($"{Any(Words)}{prefix}{text}{Any(Behind)}", number);
    }

    private static string SignOf(string script, int value) => script.EnumerateRunes().ElementAt(value).ToString();

    private DateOnly Day(int from, int to) => new DateOnly(from, 1, 1).AddDays(_random.Next((to - from + 1) * 365));

    private string Any(params string[] of) => of[_random.Next(of.Length)];
}
