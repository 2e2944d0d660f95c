using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Matters;
using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Matters;

/// <summary>How matters are said on pages.</summary>
internal static class MatterText
{
    /// <summary>Why the hall refused, in words.</summary>
    public static string Of(Rejection refused, Words words) => words.Find(WordGroup.Rejection, refused.Code)
        ?? Problems.Sentence(refused.Code, words.Language != Words.English) ?? refused.Message;

    /// <summary>The days that are left, with what they mean.</summary>
    public static string Left(MatterView view, Words words) => view switch
    {
        { Standing: MatterStanding.Suspended } => words[Word.MatterLeftSuspended],
        { DaysLeft: null, Matter.AcceptedOn: not null } => words[Word.MatterLeftUndated],
        { DaysLeft: null } => words[Word.MatterLeftNone],
        { DaysLeft: < 0 and var over } => words[Word.MatterLeftOver, -over],
        { DaysLeft: 0, Matter.IsOverdue: false } => words[Word.MatterLeftToday],
        { DaysLeft: var left } => words[Word.MatterLeftDays, left],
    };

    /// <summary>How pressing it is, for the looks: <c>bad</c>, <c>warn</c> or nothing.</summary>
    public static string Tone(MatterView view) => view.Standing switch
    {
        MatterStanding.Overdue => "bad",
        MatterStanding.Near => "warn",
        _ => "",
    };

    /// <summary>The day on which it ends, as people say it.</summary>
    public static string Due(Matter matter, Words words) => matter.DueOn is { } due
        ? due.ToString(words.Language == Words.English ? "ddd d MMM" : "M月d日 ddd", words.Culture) : "–";

    /// <summary>The hall's words for a fault or a ground.</summary>
    public static string NameOf(HallPlan plan, string code, Words words) =>
        plan.Configuration.Matters.Faults.FirstOrDefault(fault => fault.Code == code)?.Names.In(words.Language)
            ?? plan.Configuration.Matters.Grounds.FirstOrDefault(ground => ground.Code == code)?.Names.In(words.Language) ?? code;

    /// <summary>Carries out a command; what the hall says against it, in words, else null.</summary>
    public static async Task<string?> DoAsync(IHall hall, HallCommand command, Words words) =>
        (await TryAsync(hall, command, words)).Refused;

    /// <summary>The same, with the codes of what the hall warns of.</summary>
    public static async Task<(string? Refused, IReadOnlyList<string> Warnings)> TryAsync(IHall hall, HallCommand command, Words words)
    {
        try
        {
            var outcome = await hall.ExecuteAsync(command);
            return (outcome.Rejection is { } refused ? Of(refused, words) : null, outcome.Warnings);
        }
        catch (JournalUnavailableException)
        {
            return (words[Word.RejectionJournalUnavailable], []);
        }
    }
}
