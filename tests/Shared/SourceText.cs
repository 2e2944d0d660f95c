using System.Text.RegularExpressions;

namespace Hall.Tests;

/// <summary>
/// Sources for tests that read them. Where a line of code ends has nothing to do with what it says: without this a test that looks for a
/// sentence finds fewer of them, in silence, when lines are broken.
/// </summary>
internal static partial class SourceText
{
    /// <summary>The text with each statement's pieces on one line: arguments, strings in pieces, conditionals, what follows an
    /// arrow.</summary>
    public static string OnOneLine(string source) =>
        BeforeBranch().Replace(AfterSign().Replace(
            AfterComma().Replace(AfterParenthesis().Replace(TwoPieces().Replace(source, ""), "("), ", "), "$1 "), " $1 ");

    [GeneratedRegex(@"""\s*\n\s*\+ \$?""")]
    private static partial Regex TwoPieces();

    [GeneratedRegex(@"\(\s*\n\s*")]
    private static partial Regex AfterParenthesis();

    [GeneratedRegex(@",\s*\n\s*")]
    private static partial Regex AfterComma();

    [GeneratedRegex(@"(?<= )(=>?)\s*\n\s*")]
    private static partial Regex AfterSign();

    [GeneratedRegex(@"\s*\n\s*([?:]) ")]
    private static partial Regex BeforeBranch();
}
