using System.Reflection;
using Hall.Core.Commands;
using Hall.Web.Http;

namespace Hall.Web.Tests.Api;

public sealed class ErrorListTests
{
    public static TheoryData<string> Codes =>
        [.. new[] { typeof(RejectionCode), typeof(MatterCode), typeof(ApiCode) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(constant => constant.IsLiteral).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_EachOne_IsListedAndHasASentenceInBothLanguages(string code)
    {
        var line = File.ReadLines(Path.Combine(Repository.Root, "docs", "ERRORS.md"))
            .SingleOrDefault(line => line.StartsWith($"| `{code}` |", StringComparison.Ordinal));

        Assert.NotNull(line);
        Assert.Contains($"| {ApiCode.StatusOf(code)} |", line, StringComparison.Ordinal);
        Assert.Contains(Problems.Sentence(code, chinese: false)!, line, StringComparison.Ordinal);
        Assert.Contains(Problems.Sentence(code, chinese: true)!, line, StringComparison.Ordinal);
    }
}
