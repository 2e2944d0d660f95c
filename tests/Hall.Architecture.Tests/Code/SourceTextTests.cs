namespace Hall.Architecture.Tests.Code;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("Add(\n    path,\n    \"a b\");", "Add(path, \"a b\");")]
    [InlineData("say = \"a \"\n    + \"b\";", "say = \"a b\";")]
    [InlineData("say = $\"a \"\n    + $\"{b}\";", "say = $\"a {b}\";")]
    [InlineData("x => _ =\n    LookAsync();", "x => _ = LookAsync();")]
    [InlineData("is\n    ? \"a\"\n    : \"b\"", "is ? \"a\" : \"b\"")]
    [InlineData("one();\ntwo();", "one();\ntwo();")]
    public void OnOneLine_AStatementInPieces_IsOneLineAndTwoStayTwo(string source, string expected) =>
        Assert.Equal(expected, SourceText.OnOneLine(source));
}
