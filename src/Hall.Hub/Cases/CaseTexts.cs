using Hall.Core.Cases;
using Hall.Storage.Cases;
using Hall.Storage.Texts;

namespace Hall.Hub.Cases;

/// <summary>
/// The border between cases and complaints and what is stored of them: every text is sealed by a key of its case, which can be erased.
/// </summary>
internal static class CaseTexts
{
    /// <summary>How the texts of a case or complaint are called.</summary>
    public static string SubjectOf(string number) => $"care/{number}";

    /// <summary>A case as it is stored.</summary>
    public static string Stored(TextVault texts, string hall, ReviewCase one) =>
        StoredCases.Of(Sealed(texts, hall, one.Number, one, Mapped));

    /// <summary>A complaint as it is stored.</summary>
    public static string Stored(TextVault texts, string hall, Complaint one) => StoredCases.Of(Sealed(texts, hall, one.Number, one, Mapped));

    /// <summary>A case as people read it; throws when it cannot be read.</summary>
    public static ReviewCase Opened(TextVault texts, CaseRow row) => Mapped(StoredCases.CaseOf(row), texts.Open);

    /// <summary>A complaint as people read it; throws when it cannot be read.</summary>
    public static Complaint Opened(TextVault texts, ComplaintRow row) => Mapped(StoredCases.ComplaintOf(row), texts.Open);

    private static T Sealed<T>(TextVault texts, string hall, string number, T one, Func<T, Func<string, string>, T> map)
    {
        // Once to learn what there is to seal, so that the keys are written to the disk in one go.
        var plain = new List<(string, string)>();
        map(one, text =>
        {
            plain.Add((SubjectOf(number), text));
            return text;
        });
        if (plain.Count == 0)
        {
            return one;
        }

        var left = new Queue<string>(texts.Seal(hall, plain));
        return map(one, _ => left.Dequeue());
    }

    private static ReviewCase Mapped(ReviewCase one, Func<string, string> map) => one with
    {
        Comment = Text(one.Comment, map), Steps = [.. one.Steps.Select(step => step with { Text = Text(step.Text, map)! })],
    };

    private static Complaint Mapped(Complaint one, Func<string, string> map) => one with
    {
        Title = Text(one.Title, map)!, Content = Text(one.Content, map)!, ExtensionReason = Text(one.ExtensionReason, map),
            Answer = Text(one.Answer, map),
        Added = [.. one.Added.Select(more => more with { Title = Text(more.Title, map)!, Content = Text(more.Content, map)! })],
        Steps = [.. one.Steps.Select(step => step with { Text = Text(step.Text, map)! })],
    };

    private static string? Text(string? text, Func<string, string> map) => string.IsNullOrEmpty(text) ? text : map(text);
}
