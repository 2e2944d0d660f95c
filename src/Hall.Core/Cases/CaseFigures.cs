using Hall.Core.Feedback;

namespace Hall.Core.Cases;

/// <summary>How bad reviews and complaints are dealt with, over some period.</summary>
/// <param name="Mended">差评整改率: mended in time ÷ due to be mended.</param>
/// <param name="CalledBack">实名差评回访率: called back ÷ bad reviews under a real name.</param>
/// <param name="Answered">Complaints answered in time ÷ complaints that had to be answered by now.</param>
public sealed record CaseFigures(Share Mended, Share CalledBack, Share Answered)
{
    /// <summary>Of these cases and complaints.</summary>
    public static CaseFigures Of(IReadOnlyCollection<ReviewCase> cases, IReadOnlyCollection<Complaint> complaints, DateTimeOffset now)
    {
        var mended = cases.Select(one => one.MendedInTime(now)).OfType<bool>().ToList();
        var named = cases.Where(one => one.Named).ToList();
        var answers = complaints.Select(one => CaseDeadline.WasInTime(one.AnswerBy, one.AnsweredAt, now)).OfType<bool>().ToList();
        return new(
            new(mended.Count(inTime => inTime), mended.Count),
            new(named.Count(one => one.CalledBackAt is not null), named.Count),
            new(answers.Count(inTime => inTime), answers.Count));
    }
}
