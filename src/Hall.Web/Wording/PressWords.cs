using Hall.Hub.Devices;

namespace Hall.Web.Wording;

/// <summary>Says what a press on a device did.</summary>
public static class PressWords
{
    /// <summary>The key, with the digits typed before it, or that it was a rating.</summary>
    public static string KeyOf(PressNote note, Words words)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(words);
        var key = note.Key is { } pressed ? words.Find(WordGroup.ManagerFrameKey, pressed) ?? $"{pressed}" : words[Word.ManagerPressRating];
        return note.Digits.Length == 0 ? key : $"{note.Digits} {key}";
    }

    /// <summary>What it did, or why nothing.</summary>
    public static string ResultOf(PressNote note, Words words)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(words);
        return note.Done
            ? words.Find(WordGroup.ManagerPressDid, note.Code) is null
                ? note.Code
                : words.Of(WordGroup.ManagerPressDid, note.Code, note.Number).TrimEnd()
            : words.Find(WordGroup.ManagerPressWhy, note.Code) ?? words.Find(WordGroup.Rejection, note.Code) ?? note.Code;
    }
}
