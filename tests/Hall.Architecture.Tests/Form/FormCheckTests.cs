namespace Hall.Architecture.Tests.Form;

public sealed class FormCheckTests
{
    private static string Lines(int count) => string.Concat(Enumerable.Repeat("        Do();\n", count));

    private static string Function(int lines) => $"class C\n{{\n    void M()\n    {{\n{Lines(lines - 3)}    }}\n}}\n";

    [Theory]
    [InlineData("A.cs", "//")]
    [InlineData("A.razor", "@*")]
    [InlineData("a.css", "/*")]
    [InlineData("a.js", "//")]
    public void Faults_ALineOf141Columns_IsNamedWithItsLine(string file, string comment)
    {
        var text = $"\n{comment.PadRight(140, 'x')}\n{comment.PadRight(141, 'x')}\n";

        var fault = Assert.Single(FormCheck.Faults(file, text));

        Assert.Equal((FormRule.Width, 3), (fault.Rule, fault.Line));
        Assert.StartsWith($"{file}:3: 141 columns.", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70, false)]
    [InlineData(71, true)]
    public void Faults_ALineOfChineseSigns_CountsTwoColumnsForEach(int signs, bool isTooWide) =>
        Assert.Equal(isTooWide, FormCheck.Faults("a.razor", new string('号', signs)).Count == 1);

    [Fact]
    public void Faults_AFileOf300Lines_AreNone() =>
        Assert.Empty(FormCheck.Faults("a.css", string.Concat(Enumerable.Repeat("a {}\n", 300))));

    [Fact]
    public void Faults_AFileOf301Lines_SayHowMany()
    {
        var fault = Assert.Single(FormCheck.Faults("a.css", string.Concat(Enumerable.Repeat("a {}\n", 301))));

        Assert.Equal((FormRule.FileLength, true), (fault.Rule, fault.Remedy.Contains("301 lines", StringComparison.Ordinal)));
    }

    [Fact]
    public void Faults_AFunctionOfAScreen_AreNone() => Assert.Empty(FormCheck.Faults("A.cs", Function(60)));

    [Fact]
    public void Faults_AFunctionLongerThanAScreen_NameIt()
    {
        var fault = Assert.Single(FormCheck.Faults("A.cs", Function(61)));

        Assert.Equal((FormRule.FunctionLength, 3), (fault.Rule, fault.Line));
        Assert.StartsWith("M has 61 lines.", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_TwoConditionals_AreNone() => Assert.Empty(FormCheck.Faults("A.cs", "var x = a ? 1 : b ? 2 : 3;"));

    [Theory]
    [InlineData("var x = a ? 1 : b ? 2 : c ? 3 : 4;")]
    [InlineData("var x = a ? (b ? (c ? 1 : 2) : 3) : 4;")]
    public void Faults_ThreeConditionalsInOneAnother_AreNamedOnce(string text) =>
        Assert.Equal(FormRule.NestedConditional, Assert.Single(FormCheck.Faults("A.cs", text)).Rule);
}
