using System.Text.RegularExpressions;

namespace Hall.Package.Tests;

/// <summary>The manual knows every verb that the program has.</summary>
[Collection(BuiltHub.Name)]
public sealed partial class ManualTests(BuiltHub built) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await built.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Manual_EveryVerbOfTheProgram_StandsInIt()
    {
        var contents = built.Contents;
        var page = await Tool.SayAsync("zcat", contents.At("usr/share/man/man1/hall.1.gz"));
        var manual = page.Replace(@"\-", "-", StringComparison.Ordinal);
        var help = await Tool.SayAsync(contents.At("usr/lib/hall-hub/hall"), "--help");

        var commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..];
        var verbs = Verb().Matches(commands).Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("run", verbs);
        Assert.All(verbs, verb => Assert.Matches($@"(?m)^\.BR? ""?{verb}\b|"" {verb}\b|, {verb}\b|\b{verb}\b "",", manual));
        Assert.Contains($"Hall {built.Version}", manual, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^  ([\w-]+)", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
