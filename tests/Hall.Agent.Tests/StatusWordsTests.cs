using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Hall.Agent.Hub;
using Hall.Agent.Status;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Links;

namespace Hall.Agent.Tests;

/// <summary>The status page says every fault in Chinese too; a new sentence of a driver without its words fails here.</summary>
public sealed partial class StatusWordsTests
{
    public static TheoryData<string> Sentences => [.. OfDrivers()];

    public static TheoryData<string> Works => [.. AgentWork.All];

    public static TheoryData<string> Troubles => [.. LineTrouble.All];

    [Fact]
    public void Sentences_OfTheDrivers_AreFound() => Assert.InRange(OfDrivers().Count, 12, 100);

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Line_EverySentenceOfADriver_HasItsOwnChineseWords(string sentence)
    {
        Assert.NotNull(LinkReason.Of(sentence));
        var chinese = StatusWords.Line(sentence, chinese: true);
        Assert.Matches(Chinese(), chinese);
        Assert.NotEqual(StatusWords.Line("something new", chinese: true), chinese);
        Assert.Equal(sentence, StatusWords.Line(sentence, chinese: false));
    }

    [Theory]
    [InlineData("/dev/ttyUSB0 may not be used by this account. Add the account to the group dialout and start again.", "dialout")]
    [InlineData("/dev/usb/lp0 may not be used by this account. Add the account to the group lp and start again.", "用户组 lp")]
    public void Line_PermissionDenied_NamesTheGroup(string sentence, string said) =>
        Assert.Contains(said, StatusWords.Line(sentence, chinese: true), StringComparison.Ordinal);

    [Fact]
    public void Line_NewSentence_IsChineseAllTheSame() =>
        Assert.Matches(Chinese(), StatusWords.Line("Something nobody thought of.", chinese: true));

    [Fact]
    public void Line_NoReason_SaysNothing() => Assert.Empty(StatusWords.Line("", chinese: true));

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Trouble_EveryCode_HasWordsInBothLanguages(string code)
    {
        Assert.Matches(Chinese(), StatusWords.Trouble(code, chinese: true));
        Assert.DoesNotMatch(Chinese(), StatusWords.Trouble(code, chinese: false));
        Assert.NotEqual(code, StatusWords.Trouble(code, chinese: false));
    }

    [Theory]
    [InlineData(HubLink.KeyUnknown)]
    [InlineData(HubLink.KeyOfAnotherRole)]
    [InlineData(HubLink.HubClosed)]
    [InlineData("An unexpected error occurred invoking 'Hello' on the server. HubException: unknown-version: This hub speaks version 2.")]
    [InlineData("Connection refused (127.0.0.1:5080)")]
    public void Hub_EveryReason_IsSaidInTheReadersLanguage(string reason)
    {
        Assert.Matches(Chinese(), StatusWords.Hub(reason, chinese: true));
        Assert.Equal(reason, StatusWords.Hub(reason, chinese: false));
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Work_EveryCode_HasWordsInBothLanguages(string code)
    {
        Assert.Matches(Chinese(), StatusWords.Work(code, chinese: true));
        Assert.DoesNotMatch(Chinese(), StatusWords.Work(code, chinese: false));
        Assert.NotEqual(code, StatusWords.Work(code, chinese: false));
    }

    [Fact]
    public void Hub_KeyInUse_IsSaidWithoutItsCode()
    {
        const string Reason = "key-in-use: Another agent is connected with the key 'window-3' from 10.0.0.7, so this one is refused.";
        Assert.Equal(Reason["key-in-use: ".Length..], StatusWords.Hub(Reason, chinese: false));
        Assert.Contains("正在使用这个密钥", StatusWords.Hub(Reason, chinese: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other-counter")]
    [InlineData("set-aside")]
    [InlineData("unreadable")]
    [InlineData("a-code-of-a-later-hub")]
    public void Aside_EveryReason_IsSaidInTheReadersLanguage(string code)
    {
        Assert.Matches(Chinese(), StatusWords.Aside(code, "Not here.", chinese: true));
        Assert.Equal("Not here.", StatusWords.Aside(code, "Not here.", chinese: false));
    }

    // What a driver may say stands in its source beside the kind of trouble; names in braces become some name.
    private static List<string> OfDrivers([CallerFilePath] string here = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Hall.Devices");
        return [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Sentence().Matches(SourceText.OnOneLine(File.ReadAllText(file))))
            .Select(match => Name().Replace(match.Groups["text"].Value, "name"))
            .Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(
        @"(LinkTrouble\.\w+\s*(,|=>)|SilentReason\s*=>|return(?=[^""]*""\{link\.Name))\s*\$?"
        + @"""(?<text>[^""\n]* [^""\n]*\.|[^""\n]*: \{[^""\n]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Name();

    [GeneratedRegex(@"[\u4E00-\u9FFF]")]
    private static partial Regex Chinese();
}
