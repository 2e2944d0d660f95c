using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>What is given and missing, and that what is missing is told once (一次性告知).</summary>
internal static partial class MatterRules
{
    private const int MostMarks = 100;
    private const int MostFollowDays = 366;

    private static IReadOnlyList<string> PapersOf(Service service) =>
        service.Documents.TryGetValue("zh-CN", out var papers) ? papers : service.Documents.Values.FirstOrDefault() ?? [];

    /// <summary>Papers as they are after somebody has ticked some, or why they cannot be ticked so.</summary>
    private static (ImmutableArray<MatterPaper> Papers, Decision? Fault) Marked(
        Service? service, ImmutableArray<MatterPaper> papers, IReadOnlyList<PaperMark>? marks, DateOnly today, bool mayFollow)
    {
        if (marks is null || marks.Count > MostMarks || marks.Any(mark => mark is null || !Enum.IsDefined(mark.State)))
        {
            return (papers, Decision.Malformed("papers", Invariant($"At most {MostMarks} papers are ticked at once.")));
        }

        var ticked = new HashSet<string>();
        foreach (var mark in marks)
        {
            var name = papers.Any(paper => paper.Paper == mark.Paper) ? mark.Paper : service?.PaperOf(mark.Paper ?? "");
            var place = name is null ? -1 : papers.ToList().FindIndex(paper => paper.Paper == name);
            if (place < 0)
            {
                return (papers, Decision.Reject(MatterCode.UnknownPaper, "The matter needs no such paper."));
            }

            if (!ticked.Add(name!))
            {
                return (papers, Decision.Malformed("papers", $"{name} is ticked twice."));
            }

            var follows = mark.State == PaperState.ToFollow;
            if (follows && !mayFollow)
            {
                return (papers, Decision.Reject(MatterCode.PapersMissing, $"{name} may not follow later."));
            }

            if (follows != mark.FollowsBy is not null || mark.FollowsBy < today || mark.FollowsBy > today.AddDays(MostFollowDays))
            {
                return (papers, Decision.Malformed("papers",
                    $"{name}: a paper that follows has a day from today on, and no other has one."));
            }

            papers = papers.SetItem(place, new(name!, mark.State, mark.FollowsBy));
        }

        return (papers, null);
    }

    private static Decision Tell(Matter matter, TellOnce tell, StaffNumber by, DateOnly today)
    {
        if (matter.AcceptedOn is not null)
        {
            return Decision.Reject(MatterCode.AlreadyAccepted, $"{matter.Number} is accepted: what is missing was to be told before.");
        }

        if (Unfit("note", tell.Note, LongestText, needed: false) is { } unfit)
        {
            return unfit;
        }

        if (tell.Missing is null || tell.Missing.Any(paper => matter.Papers.All(known => known.Paper != paper)))
        {
            return Decision.Reject(MatterCode.UnknownPaper, "The matter needs no such paper.");
        }

        // Everything at once: what is missing and was not named is told with it.
        var missing = matter.Papers.Where(paper => paper.State == PaperState.Missing || tell.Missing.Contains(paper.Paper))
            .Select(paper => paper.Paper).ToImmutableArray();
        return missing.IsEmpty
            ? Decision.Reject(MatterCode.NothingMissing, $"Nothing of {matter.Number} is missing.")
            : Decision.Of(new MatterToldOnce(matter.Number, matter.Told.Length + 1, by, today, missing, Kept(tell.Note)));
    }

    private static Decision Supply(HallState state, Matter matter, SupplyPapers supply, StaffNumber by, DateOnly today)
    {
        if (matter.Stage.IsFinished())
        {
            return Decision.Reject(MatterCode.AlreadyFinished, $"{matter.Number} is finished.");
        }

        var (papers, fault) = Marked(state.Plan.Find(matter.Service), matter.Papers, supply.Papers, today, mayFollow: false);
        if (fault is not null)
        {
            return fault;
        }

        if (matter.AcceptedOn is not null && supply.Papers.Any(mark => mark.State == PaperState.Missing))
        {
            return Decision.Reject(MatterCode.AlreadyAccepted, $"{matter.Number} is accepted; its papers are not taken out again.");
        }

        var changed = papers.Except(matter.Papers).ToImmutableArray();
        return changed.IsEmpty
            ? Decision.Nothing : Decision.Of(new PapersSupplied(matter.Number, by, today, changed, supply.Counter));
    }
}
