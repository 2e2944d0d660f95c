namespace Hall.Core.Engine;

/// <summary>Numbers that follow from a seed and a text, for what the hall draws: the same in every replay, and nobody's choice.</summary>
internal static class Dice
{
    /// <summary>A number: FNV-1a of the text, mixed with the seed by SplitMix64 (Steele, Lea and Flood 2014).</summary>
    public static ulong Of(long seed, string text)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var sign in text)
        {
            hash = unchecked((hash ^ sign) * 1_099_511_628_211UL);
        }

        unchecked
        {
            var mixed = hash + ((ulong)seed * 0x9E3779B97F4A7C15UL);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
