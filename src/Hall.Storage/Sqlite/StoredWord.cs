namespace Hall.Storage.Sqlite;

/// <summary>Names of enumerations as columns hold them. A damaged one is told apart from every other, numbers included.</summary>
internal static class StoredWord
{
    /// <summary>What a word says.</summary>
    /// <exception cref="InvalidDataException">There is no such word.</exception>
    public static T Of<T>(string word)
        where T : struct, Enum =>
            TryRead<T>(word, out var read) ? read : throw new InvalidDataException($"There is no such {typeof(T).Name}.");

    /// <summary>Reads a word.</summary>
    public static bool TryRead<T>(string word, out T read)
        where T : struct, Enum =>
            Enum.TryParse(word, out read) && Enum.IsDefined(read)
                && !int.TryParse(word, System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture, out _);
}
