using System.Globalization;
using System.Text.RegularExpressions;
using Hall.Storage.Audit;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>What the hub itself writes into the audit is read in Chinese too; what people wrote stays theirs.</summary>
public sealed partial class AuditDetailsTests
{
    [Theory]
    [InlineData(AuditKind.EmergencyClosing, "ServeOn: 三楼漏水", "继续叫号办完：三楼漏水")]
    [InlineData(AuditKind.EmergencyClosing, "opened again", "恢复办理")]
    [InlineData(AuditKind.RolesChanged, "teller -> teller, clerk", "柜员 → 柜员、")]
    [InlineData(AuditKind.AccountCreated, "roles: auditor", "角色：审计员")]
    [InlineData(AuditKind.LockedOut, "5 wrong attempts", "连续输错 5 次")]
    [InlineData(AuditKind.LockedOut, "wrong attempts: 5, 10.0.0.7", "连续输错 5 次，来自 10.0.0.7")]
    [InlineData(AuditKind.SignInRefused, "wrong attempts: 1, 10.0.0.7", "连续输错 1 次，来自 10.0.0.7")]
    [InlineData(AuditKind.ScreenChanged, "Door -> Hall at /a/board/all", "Door → Hall，位于 /a/board/all")]
    public void In_WhatTheHubWrote_IsChineseInChineseAndAsWrittenInEnglish(string kind, string detail, string expected)
    {
        Assert.StartsWith(expected, AuditDetails.In(kind, detail, Words.For(Words.Chinese)), StringComparison.Ordinal);
        Assert.Equal(detail, AuditDetails.In(kind, detail, Words.For(Words.English)));
    }

    [Fact]
    public void In_StepOfACase_IsSaidAsOnItsPageInBothLanguages() => Assert.Equal(
        ("指派", "Assigned"),
        (AuditDetails.In(AuditKind.CaseStep, "assigned", Words.For(Words.Chinese)),
            AuditDetails.In(AuditKind.CaseStep, "assigned", Words.For(Words.English))));

    [Theory]
    [InlineData(AuditKind.ConfigurationPublished, "opened again")]
    [InlineData(AuditKind.PriorityChanged, "elderly: roles: of the family and more")]
    [InlineData("unknown-kind", "opened again")]
    public void In_WhatAPersonWrote_IsNotTouched(string kind, string detail) =>
        Assert.Equal(detail, AuditDetails.In(kind, detail, Words.For(Words.Chinese)));

    [Fact]
    public void Sentences_WrittenByTheHub_AllHaveTheirWords()
    {
        var sources = Repository.Path("src");
        var written = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Written().Matches(SourceText.OnOneLine(File.ReadAllText(file))))
            .SelectMany(match =>
                match.Groups["detail"].Captures.Select(detail =>
                    (Kind: match.Groups["kind"].Value, Detail: Hole().Replace(detail.Value, "x"))))
            .Where(row => English().IsMatch(row.Detail))
            .ToList();

        Assert.InRange(written.Count, 7, 60);
        Assert.All(written, row =>
        {
            var kind = (string)typeof(AuditKind).GetField(row.Kind)!.GetRawConstantValue()!;
            Assert.True(AuditDetails.In(kind, row.Detail, Words.For(Words.Chinese)) != row.Detail,
                string.Create(CultureInfo.InvariantCulture, $"{kind} has no Chinese for: {row.Detail}"));
        });
    }

    [GeneratedRegex(@"AuditKind\.(?<kind>\w+),[^;""\n]*(\$?""[^""\n]*"",)?"
        + @"[^;""\n]*\$?""(?<detail>[^""\n]+)""( : \$?""(?<detail>[^""\n]*)"")?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex English();
}
