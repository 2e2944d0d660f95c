using System.Text;
using System.Text.Json.Nodes;

namespace Hall.Hub.Configurations;

/// <summary>What is wrong with a line of a table of everyday words.</summary>
public enum EverydayWordFault
{
    /// <summary>It has not three parts: service, language, word.</summary>
    Parts,

    /// <summary>No service has this code.</summary>
    Service,

    /// <summary>The language is neither Chinese nor English.</summary>
    Language,

    /// <summary>There is no word.</summary>
    Empty,

    /// <summary>The word is longer than a word may be.</summary>
    TooLong,

    /// <summary>It holds a sign that no text of a hall may hold.</summary>
    Sign,

    /// <summary>The service has as many words as it may have.</summary>
    Many,
}

/// <summary>A line that cannot be taken.</summary>
/// <param name="Line">Its place in the file, from 1.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Value">What stands there, shortened.</param>
public sealed record EverydayWordsFault(int Line, EverydayWordFault Fault, string Value);

/// <summary>
/// Takes a table of service, language and word into a draft: all of it, or nothing and every fault. Words that are there already are left
/// out.
/// </summary>
public static class EverydayWordsImport
{
    /// <summary>How long a file may be, bytes.</summary>
    public const int LongestFile = 4 * 1024 * 1024;

    private const int MostWords = 60;
    private const int LongestWord = 60;
    private const int LongestShown = 40;
    private static readonly char[] Separators = ['\t', ',', ';', '，'];

    /// <summary>The text of a file: UTF-8, or GB 18030 as spreadsheets in China write it.</summary>
    /// <param name="bytes">The file.</param>
    public static string TextOf(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    /// <summary>Takes a table in.</summary>
    /// <param name="table">Its text, parted by commas, semicolons or tabs; a heading may stand on top.</param>
    /// <param name="draft">The draft; changed only where there is no fault.</param>
    /// <returns>How many words were added, and every line that cannot be taken.</returns>
    public static (int Added, IReadOnlyList<EverydayWordsFault> Faults) Take(string table, JsonPathEditor draft)
    {
        var services = Enumerable.Range(0, draft.Count("services")).GroupBy(i => draft.Text(Invariant($"services[{i}].code")))
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        var (faults, words) = (new List<EverydayWordsFault>(), new Dictionary<string, List<string>>(StringComparer.Ordinal));
        var (line, added) = (0, 0);
        foreach (var row in table.ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            var parts = Parts(row);
            if (parts.All(string.IsNullOrWhiteSpace) || (line == 1 && IsHeading(parts)))
            {
                continue;
            }

            if (FaultOf(parts, services) is { } fault)
            {
                faults.Add(new(line, fault.Fault, Shortened(fault.Value)));
                continue;
            }

            var path = Invariant($"services[{services[parts[0]]}].aka.{LanguageOf(parts[1])}");
            var known = words.TryGetValue(path, out var there) ? there : words[path] = [.. Known(draft, path)];
            if (known.Contains(parts[2], StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            if (known.Count == MostWords)
            {
                faults.Add(new(line, EverydayWordFault.Many, Shortened(parts[0])));
                continue;
            }

            known.Add(parts[2]);
            added++;
        }

        if (faults.Count > 0)
        {
            return (0, faults);
        }

        foreach (var (path, all) in words)
        {
            draft.Put(path, new JsonArray([.. all.Select(word => (JsonNode)word)]));
        }

        return (added, []);
    }

    /// <summary>The language of a word by its signs.</summary>
    /// <param name="word">The word.</param>
    public static string LanguageOfWord(string word) => word.Any(sign => sign >= 0x2E80) ? "zh-CN" : "en";

    private static (EverydayWordFault Fault, string Value)? FaultOf(List<string> parts, Dictionary<string, int> services)
    {
        if (parts.Count != 3)
        {
            return (EverydayWordFault.Parts, string.Join(", ", parts));
        }

        if (!services.ContainsKey(parts[0]))
        {
            return (EverydayWordFault.Service, parts[0]);
        }

        if (LanguageOf(parts[1]) is null)
        {
            return (EverydayWordFault.Language, parts[1]);
        }

        return parts[2] switch
        {
            "" => (EverydayWordFault.Empty, parts[0]),
            { Length: > LongestWord } word => (EverydayWordFault.TooLong, word),
            var word when word.Any(sign => char.IsControl(sign) || sign is '<' or '>' or '\uFFFD') => (EverydayWordFault.Sign, word),
            _ => null,
        };
    }

    private static string? LanguageOf(string named) => named.ToUpperInvariant() switch
    {
        "ZH-CN" or "ZH" or "CN" or "中文" or "汉语" => "zh-CN",
        "EN" or "EN-US" or "EN-GB" or "英文" or "英语" or "ENGLISH" => "en",
        _ => null,
    };

    private static bool IsHeading(List<string> parts) => parts[0] is "业务" or "业务代码" or "代码"
        || parts[0].Equals("service", StringComparison.OrdinalIgnoreCase) || parts[0].Equals("code", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Known(JsonPathEditor draft, string path) =>
        Enumerable.Range(0, draft.Count(path)).Select(i => draft.Text(Invariant($"{path}[{i}]")));

    private static string Shortened(string value) => value.Length > LongestShown ? value[..LongestShown] + "…" : value;

    // A part in quotes may hold what parts others; a quote in it is doubled.
    private static List<string> Parts(string row)
    {
        var separator = Separators.FirstOrDefault(row.Contains, ',');
        var (parts, part, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && quoted && i + 1 < row.Length && row[i + 1] == '"')
            {
                part.Append(row[++i]);
            }
            else if (row[i] == '"')
            {
                quoted = !quoted;
            }
            else if (row[i] == separator && !quoted)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                part.Append(row[i]);
            }
        }

        parts.Add(part.ToString().Trim());
        return parts;
    }
}
