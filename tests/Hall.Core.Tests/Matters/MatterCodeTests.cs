using System.Reflection;
using Hall.Core.Commands;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Matters;

public sealed class MatterCodeTests
{
    public static TheoryData<string> Codes =>
        [.. typeof(MatterCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => code.Name)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rules_EveryCode_IsGivenByARuleAndShownByATest(string name)
    {
        Assert.Matches("^[a-z]+(-[a-z]+)*$", (string)typeof(MatterCode).GetField(name)!.GetRawConstantValue()!);
        Assert.True(Mentions(Repository.Path("src", "Hall.Core", "Engine"), name, "MatterRules*.cs"), $"No rule gives {name}.");
        Assert.True(Mentions(Repository.Path("tests", "Hall.Core.Tests", "Matters"), name, "*Tests.cs"), $"No test shows {name}.");
    }

    private static bool Mentions(string folder, string name, string files) => Directory.EnumerateFiles(folder, files)
        .Any(file => File.ReadAllText(file).Contains($"MatterCode.{name}", StringComparison.Ordinal));
}
