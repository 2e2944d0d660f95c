namespace Hall.Browser.Tests.Fit;

/// <summary>Makes texts as halls write them, up to the longest that a hall's file allows, from a seed.</summary>
internal sealed class TextMaker(int seed, bool english)
{
    private const string Signs =
        "社会保险养老医疗工伤失业待遇申领登记变更转移接续综合服务城乡居民企业职工参保缴费证明打印办理窗口业务退休人员资格认证";

    private static readonly string[] Words =
        ["social", "insurance", "pension", "participation", "certificate", "registration", "of", "and", "lump-sum", "payment", "transfer",
            "unemployment", "for", "residents"];

    private readonly Random _random = new(seed);

    /// <summary>A name of at most 200 letters, mostly of ordinary length.</summary>
    public string Name() => Text(Length(4, 16, 200));

    /// <summary>A counter's label of at most 32 letters and digits.</summary>
    public string Label()
    {
        const string letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-";
        var length = Length(1, 3, 32);
        return new string([.. Enumerable.Range(0, length).Select(at => letters[_random.Next(at == 0 ? 24 : letters.Length)])]).TrimEnd('-');
    }

    /// <summary>A notice of at most 1,000 letters.</summary>
    public string Notice() => Text(Length(10, 60, 1_000));

    /// <summary>1 to 30 papers.</summary>
    public string[] Papers() =>
        [.. Enumerable.Range(0, _random.Next(4) == 0 ? _random.Next(1, 31) : _random.Next(1, 9)).Select(_ => Name())];

    /// <summary>Several names.</summary>
    public string[] Names(int count) => [.. Enumerable.Range(0, count).Select(_ => Name())];

    /// <summary>Several labels.</summary>
    public string[] Labels(int count) => [.. Enumerable.Range(0, count).Select(_ => Label())];

    // Half are of a usual length, a third are long, some are as long as can be.
    private int Length(int least, int usual, int most) => _random.Next(6) switch
    {
        <= 2 => _random.Next(least, usual + 1),
        <= 4 => _random.Next(usual, Math.Min(most, usual * 4) + 1),
        _ => _random.Next(Math.Min(most, usual * 4), most + 1),
    };

    private string Text(int length)
    {
        // One word that cannot be broken, as an address or a number of a file is.
        if (_random.Next(8) == 0)
        {
            return new string([.. Enumerable.Range(0, length).Select(_ => (char)('A' + _random.Next(26)))]);
        }

        var text = "";
        while (text.Length < length)
        {
            text += english ? Words[_random.Next(Words.Length)] + " " : Signs[_random.Next(Signs.Length)].ToString();
        }

        return text[..length].Trim() is { Length: > 0 } made ? made : "A";
    }
}
