using Hall.Core.Commands;
using Hall.Core.Feedback;

namespace Hall.Core.Privacy;

/// <summary>
/// The gate of everything that people type freely and that is kept: the hall's commands on their way to the rules, and the texts of
/// cases and complaints. Numbers of identity cards and telephones go no further, because what is kept is never erased, is copied to
/// files and the audit, and may be read by many; for a telephone there is a field of its own, which is encrypted and erased in time.
/// </summary>
public static class FreeText
{
    /// <summary>A text as it is kept.</summary>
    /// <param name="text">What was typed.</param>
    public static string Redacted(string text) => PrivateNumbers.Blanked(text);

    /// <summary>What the hall tells citizens, as it is kept: the telephone of an office stays.</summary>
    /// <param name="text">What was typed.</param>
    public static string RedactedButOffices(string text) => PrivateNumbers.BlankedButOffices(text);

    /// <summary>A citizen's text as it is kept: also without control characters; null when nothing is left.</summary>
    /// <param name="text">What was typed.</param>
    public static string? Cleaned(string? text) => FeedbackText.Clean(text) is { } clean ? Redacted(clean) : null;

    /// <summary>
    /// A command with every text of it as it is kept. Whoever adds a command with a free text adds it here; a test looks.
    /// </summary>
    /// <param name="command">The command.</param>
    public static HallCommand In(HallCommand command) => command switch
    {
        PublishConfiguration { Why: { } why } publish => publish with { Why = RedactedButOffices(why) },
        ChangePriority change => change with { Reason = Of(change.Reason) },
        PauseCounter pause => pause with { Reason = Of(pause.Reason) },
        CallTicket call => call with { Reason = Of(call.Reason) },
        CheckHolder { Reason: { } reason } check => check with { Reason = Redacted(reason) },
        HoldTicket { Reason: { } reason } hold => hold with { Reason = Redacted(reason) },
        TakeNote note => note with { Text = Of(note.Text) },
        TickPaper tick => tick with { Paper = Of(tick.Paper) },
        GiveFeedback { Comment: { } comment } given => given with { Comment = Redacted(comment) },
        FollowUpFeedback { Comment: { } comment } again => again with { Comment = Redacted(comment) },
        ExplainFeedback { Comment: { } comment } explained => explained with { Comment = Redacted(comment) },
        CloseHall close => close with { Reason = close.Reason is null ? null! : RedactedButOffices(close.Reason) },
        DropMatter drop => drop with { Reason = Of(drop.Reason) },
        TellOnce { Note: { } note } tell => tell with { Note = RedactedButOffices(note) },
        GiveBackStep back => back with { Reason = Of(back.Reason) },
        ReturnStep { Note: { } note } back => back with { Note = Redacted(note) },
        CorrectMatter correct => correct with { Note = Of(correct.Note) },
        ExtendMatter extend => extend with { Reason = Of(extend.Reason) },
        FinishMatter { Reason: { } reason } finish => finish with { Reason = RedactedButOffices(reason) },
        DeliverMatter { Reason: { } reason } deliver => deliver with { Reason = Redacted(reason) },
        AskFirst ask => ask with { Place = Of(ask.Place), Text = Of(ask.Text) },
        AnswerEnquiry answer => answer with { Text = Of(answer.Text) },
        RequestHelp help => help with { Place = Of(help.Place) },
        _ => command,
    };

    // What is missing altogether is refused by the rules, in their words.
    private static string Of(string? text) => text is null ? null! : Redacted(text);
}
