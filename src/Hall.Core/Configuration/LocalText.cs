namespace Hall.Core.Configuration;

/// <summary>A text per language, keyed <c>zh-CN</c> and <c>en</c>.</summary>
public sealed class LocalText : Dictionary<string, string>
{
    /// <summary>An empty text.</summary>
    public LocalText() : base(StringComparer.OrdinalIgnoreCase) { }

    /// <summary>The text in both languages.</summary>
    public LocalText(string chinese, string english) : this()
    {
        this["zh-CN"] = chinese;
        this["en"] = english;
    }

    /// <summary>The text in a language, else in Chinese, else in any, else empty.</summary>
    public string In(string language) =>
        TryGetValue(language, out var text) || TryGetValue(Short(language), out text) || TryGetValue("zh-CN", out text)
            ? text
            : Values.FirstOrDefault() ?? "";

    private static string Short(string language) => language.Split('-')[0];
}
