using System.Collections.Immutable;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Storage.Texts;

/// <summary>
/// Free texts of matters and of questions in a state that is written down: what was said to a notice, to a return, to a result, and what
/// was asked.
/// </summary>
internal static class MatterTexts
{
    /// <summary>How the texts of a matter are called.</summary>
    public static string SubjectsOf(MatterNumber matter) => $"matter/{matter.Value}/";

    /// <summary>How the texts of a question are called.</summary>
    public static string SubjectsOf(long enquiry) => FormattableString.Invariant($"enquiry/{enquiry}/");

    /// <summary>Every text in a book with whose it is, in the order in which <see cref="Mapped"/> meets them.</summary>
    public static IEnumerable<(string Subject, string Text)> In(MatterBook? book) => book is null ? []
        : book.Matters.Values.SelectMany(matter => In(matter).Select(text => (BesideOf(matter.Number), text)))
            .Concat(book.Enquiries.Values.Where(asked => asked.Text.Length > 0)
                .Select(asked => ($"{SubjectsOf(asked.Number)}beside", asked.Text)));

    /// <summary>A book with other texts.</summary>
    /// <param name="book">The book; null stays null.</param>
    /// <param name="map">The other text for one that is not empty.</param>
    public static MatterBook? Mapped(MatterBook? book, Func<string, string> map) => !In(book).Any() ? book : book! with
    {
        Matters = book.Matters.SetItems(book.Matters.Where(pair => In(pair.Value).Any())
            .Select(pair => KeyValuePair.Create(pair.Key, Mapped(pair.Value, map))).ToList()),
        Enquiries = book.Enquiries.SetItems(book.Enquiries.Where(pair => pair.Value.Text.Length > 0)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Text = map(pair.Value.Text) })).ToList()),
    };

    private static string BesideOf(MatterNumber matter) => $"{SubjectsOf(matter)}beside";

    private static IEnumerable<string> In(Matter matter) =>
        matter.Told.Select(notice => notice.Note).Append(matter.Returned?.Note ?? "").Append(matter.OutcomeReason ?? "")
            .Where(text => text.Length > 0);

    private static Matter Mapped(Matter matter, Func<string, string> map) => matter with
    {
        Told = [.. matter.Told.Select(notice => notice.Note.Length > 0 ? notice with { Note = map(notice.Note) } : notice)],
        Returned = matter.Returned is { Note.Length: > 0 } returned ? returned with { Note = map(returned.Note) } : matter.Returned,
        OutcomeReason = matter.OutcomeReason is { Length: > 0 } reason ? map(reason) : matter.OutcomeReason,
    };
}
