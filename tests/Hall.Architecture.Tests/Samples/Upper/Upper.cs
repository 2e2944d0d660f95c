using Hall.Architecture.Tests.Samples.Lower;

namespace Hall.Architecture.Tests.Samples.Upper;

internal sealed class UpperBase : Ground;

internal sealed class UpperContract : IContract;

internal sealed class UpperGeneric
{
    public List<Piece> Pieces { get; } = [];
}

internal sealed class UpperLambda
{
    public Func<int> Count { get; } = () => Piece.Count;
}

internal sealed class UpperAsync
{
    public static async Task<int> CountAsync()
    {
        await Task.Yield();
        return Piece.Count;
    }
}

internal sealed class UpperCatch
{
    public static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Broken)
        {
            return false;
        }
    }
}

internal sealed class UpperNested
{
    public Inner.Nested? Nested { get; init; }
}

[Mark(typeof(Marked))]
internal sealed class UpperMark;

internal sealed class UpperAlone;
