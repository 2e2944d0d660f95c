namespace Hall.Architecture.Tests.Samples.Lower;

internal interface IContract;

internal class Ground : IContract;

internal sealed class Piece
{
    public static int Count => 1;
}

internal sealed class Broken : Exception;

internal sealed class Inner
{
    public sealed class Nested;
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkAttribute(Type type) : Attribute
{
    public Type Type => type;
}

internal sealed class Marked;
