using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hall.Architecture.Tests.Form;

/// <summary>Measures a source: how wide its lines are, how long it and its functions are, how deep its conditionals.</summary>
internal static class FormCheck
{
    /// <summary>Columns of a line.</summary>
    public const int MostColumns = 140;

    /// <summary>Lines of a file.</summary>
    public const int MostFileLines = 300;

    /// <summary>Lines of a function, from its signature to its last brace.</summary>
    public const int MostFunctionLines = 60;

    /// <summary>Conditionals (<c>a ? b : c</c>) in one another.</summary>
    public const int MostConditionals = 2;

    /// <summary>Every fault of one source.</summary>
    /// <param name="file">Its path below the repository; the ending says whether it is read as C#.</param>
    /// <param name="text">What stands in it.</param>
    public static IReadOnlyList<FormFault> Faults(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var faults = lines.Index().Select(line => (line.Index, Columns: ColumnsOf(line.Item))).Where(line => line.Columns > MostColumns)
            .Select(line => new FormFault(
                file, line.Index + 1, FormRule.Width, $"{line.Columns} columns. Break the line; at most {MostColumns} are possible."));
        if (lines.Length > MostFileLines)
        {
            faults = faults.Append(new(
                file, 1, FormRule.FileLength,
                $"{lines.Length} lines. Give what is a thing of its own a file of its own; at most {MostFileLines}."));
        }

        return file.EndsWith(".cs", StringComparison.Ordinal) ? [.. faults, .. InCode(file, text)] : [.. faults];
    }

    // A Chinese sign stands in two columns (East Asian width, Unicode TR 11; the blocks that these sources use).
    private static int ColumnsOf(string line) => line.Sum(sign => sign is (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60')
        or (>= '\uFFE0' and <= '\uFFE6') ? 2 : 1);

    private static IEnumerable<FormFault> InCode(string file, string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview));
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (FunctionName(node) is { } name && LinesOf(node) is > MostFunctionLines and var lines)
            {
                yield return new(
                    file, LineOf(node), FormRule.FunctionLength,
                    $"{name} has {lines} lines. Split it; at most {MostFunctionLines} fit a screen.");
            }

            if (node is ConditionalExpressionSyntax && Depth(node) == MostConditionals + 1)
            {
                yield return new(
                    file, LineOf(node), FormRule.NestedConditional,
                    $"A conditional {MostConditionals + 1} deep. Use a switch expression, if, or a function.");
            }
        }
    }

    private static string? FunctionName(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        OperatorDeclarationSyntax => "operator",
        _ => null,
    };

    // The signature counts, attributes and the comment above do not.
    private static int LinesOf(SyntaxNode node)
    {
        var from = node.ChildNodesAndTokens().SkipWhile(child => child.IsKind(SyntaxKind.AttributeList)).First().GetLocation()!;
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - from.GetLineSpan().StartLinePosition.Line + 1;
    }

    // A function or a parenthesis of a call begins an expression of its own.
    private static int Depth(SyntaxNode node)
    {
        var depth = 1;
        for (var outer = node.Parent; outer is ConditionalExpressionSyntax or ParenthesizedExpressionSyntax; outer = outer.Parent)
        {
            depth += outer is ConditionalExpressionSyntax ? 1 : 0;
        }

        return depth;
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
