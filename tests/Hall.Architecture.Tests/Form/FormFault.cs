namespace Hall.Architecture.Tests.Form;

/// <summary>What a source may not look like.</summary>
internal enum FormRule
{
    /// <summary>A line is wider than <see cref="FormCheck.MostColumns"/>.</summary>
    Width,

    /// <summary>A file has more lines than <see cref="FormCheck.MostFileLines"/>.</summary>
    FileLength,

    /// <summary>A function has more lines than <see cref="FormCheck.MostFunctionLines"/>.</summary>
    FunctionLength,

    /// <summary>Conditionals stand in one another more than <see cref="FormCheck.MostConditionals"/> deep.</summary>
    NestedConditional,
}

/// <summary>A place that breaks a rule.</summary>
/// <param name="File">The file, as a path below the repository.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Remedy">A sentence that says how it is and what to do.</param>
internal sealed record FormFault(string File, int Line, FormRule Rule, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}: {Remedy}";
}
