using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;

namespace Hall.Hub.Demonstration;

/// <summary>
/// What the office made of the past's bad ratings, by the rules of cases: most are heard, mended and closed, some wait, a few are late, one
/// in thirty is set aside; and three complaints, of which two are settled.
/// </summary>
internal sealed class PastCases(PastHall hall, HubOptions options, CrowdDice dice, HallDays days, TimeOnly opens)
{
    private static readonly StaffNumber Duty = new("9002");
    private static readonly StaffNumber Reviewer = new("9005");
    private static readonly CaseRules Rules = new();
    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(8.5);
    private static readonly (string Title, string Content, string Answer)[] Complained =
    [
        ("叫号时没有听清，过号后重新排队", "十点左右在等候区没有听到叫号，过号后要重新取号，等了快一个小时。",
            "已核对当日叫号记录并调高该区音量；过号三位以内可直接回到窗口办理，已向您说明。"),
        ("同一份证明要交两次", "参保时已经交过的证明，办转移时又要再交一次。",
            "该证明可以内部核验，不应再次收取。已提醒窗口并改正办事指南。"),
        ("窗口解释不清楚，跑了两趟", "第一次没有一次说清要带的材料，回去拿了又说还缺一份。", ""),
    ];

    private readonly List<Told> _told = [];

    /// <summary>One case, and what is still to be done in it.</summary>
    private sealed class Told(ReviewCase stands)
    {
        public ReviewCase Stands { get; set; } = stands;

        public Queue<(DateTimeOffset At, Func<ReviewCase, DateTimeOffset, CaseAnswer<ReviewCase>> Step)> Next { get; } = new();
    }

    /// <summary>Steps that were taken, for the audit: number, place, who, what and when.</summary>
    public List<(string Number, int Place, CaseStep Step)> Steps { get; } = [];

    /// <summary>Opens the cases of a day and plans what becomes of them.</summary>
    public void Open(IEnumerable<BadRating> ratings)
    {
        foreach (var bad in ratings)
        {
            var year = hall.State.Plan.DayOf(bad.At).Year;
            var number = Invariant($"CP{year}-{_told.Count(told => told.Stands.RatedOn.Year == year) + 1:00000}");
            var leg = new ServedLeg(bad.Ticket, bad.Number, bad.Leg, bad.Counter, bad.Teller, bad.Service);
            var told = new Told(ReviewCase.Open(number, leg, bad.Level, bad.Reasons, null, hall.State.Plan.DayOf(bad.At), false,
                bad.At.AddSeconds(2), Rules, days));
            PlanSteps(told);
            _told.Add(told);
        }
    }

    /// <summary>Takes the steps whose time has come; ratings that are set aside are told to the hall.</summary>
    public void Take(DateTimeOffset now)
    {
        foreach (var told in _told)
        {
            while (told.Next.TryPeek(out var next) && next.At <= now)
            {
                told.Next.Dequeue();
                if (next.Step(told.Stands, next.At).After is { } after)
                {
                    told.Stands = after;
                    TellOfAside(after);
                }
            }
        }
    }

    /// <summary>Writes them, and that the ratings were looked through.</summary>
    /// <param name="now">The end of the past.</param>
    /// <param name="link">Place of the last rating.</param>
    public async Task WriteAsync(DateTimeOffset now, long link)
    {
        var store = new CaseStore(options, new StoreFaults(new HubAlerts(TimeProvider.System)));
        store.Prepare();
        var complaints = Complaints(now).ToList();
        await store.ChangeAsync(care =>
        {
            foreach (var one in _told.Select(told => told.Stands))
            {
                Note(one.Number, one.Steps);
                care.Cases.Add(new()
                {
                    Hall = Name, Number = one.Number, Ticket = one.About.Ticket.Value, Leg = one.About.Leg, OpenedAt = one.OpenedAt,
                    EndedAt = one.EndedAt, Body = CaseTexts.Stored(store.Texts, Name, one),
                });
            }

            foreach (var one in complaints)
            {
                Note(one.Number, one.Steps);
                care.Complaints.Add(new()
                {
                    Hall = Name, Number = one.Number, Ticket = one.About?.Ticket.Value, RegisteredAt = one.RegisteredAt,
                    EndedAt = one.EndedAt, Body = CaseTexts.Stored(store.Texts, Name, one),
                });
            }

            foreach (var series in Steps.GroupBy(step => step.Number[..(step.Number.LastIndexOf('-') + 1)]))
            {
                care.Numbers.Add(new()
                {
                    Hall = Name, Series = series.Key, Last = series.Select(step => step.Number).Distinct().Count(),
                });
            }

            care.Marks.Add(new() { Hall = Name, Link = link, Exchanged = link });
            return Task.FromResult(true);
        });
        store.Texts.Dispose();
    }

    private string Name => hall.Configuration.Hall.Value;

    private void Note(string number, IReadOnlyList<CaseStep> steps) =>
        Steps.AddRange(steps.Select((step, place) => (number, place, step)));

    private void TellOfAside(ReviewCase after)
    {
        if (after.Stage == ReviewStage.SetAside)
        {
            hall.Do(new SetFeedbackAside(after.About.Ticket, after.About.Leg, after.Level, after.RatedOn, after.Number, Duty.Value));
        }
    }

    private void PlanSteps(Told told)
    {
        var at = told.Stands.OpenedAt;
        var isLate = dice.Chance(0.06);
        void Then(double fewestHours, double mostHours, Func<ReviewCase, DateTimeOffset, CaseAnswer<ReviewCase>> step)
        {
            at = AtWork(at.AddHours(dice.Between(fewestHours, mostHours) * (isLate ? 3 : 1)));
            told.Next.Enqueue((at, step));
        }

        Then(0.2, 2, (one, now) => one.Assign(Duty, Reviewer, now));
        Then(2, 20, (one, now) => one.Hear(Reviewer, "已电话联系或调看记录，了解了经过。", now, Rules, days));
        if (dice.Chance(0.035))
        {
            Then(1, 20, (one, now) => one.ProposeAside(Reviewer, "与服务无关：办事人误按，本人当场说明。", now));
            Then(2, 20, (one, now) => one.DecideAside(Duty, true, "核对监控与说明，同意。", now));
            return;
        }

        var ledger = dice.Chance(0.2);
        Then(1, 20, (one, now) => one.Classify(Reviewer, ledger ? ReviewClass.Ledger : ReviewClass.MendNow,
            ledger ? "涉及办事指南与材料清单，列入台账整改。" : "窗口解释不到位，当场改正。", now, Rules, days));
        Then(ledger ? 48 : 8, ledger ? 240 : 48, (one, now) =>
            one.Mend(Reviewer, "已改正并向窗口重申一次性告知。", now, Rules, days));
        Then(20, 90, (one, now) => one.CallBackAgain(Duty, "已复核，整改到位。", now));
        Then(0.1, 4, (one, now) => one.Close(Duty, now));
    }

    // The office works from Monday to Friday while the hall is open; what falls outside is done in the first hour of the next day.
    private DateTimeOffset AtWork(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, days.Zone);
        var begin = local.Date + opens.ToTimeSpan();
        if (local.DateTime >= begin && local.DateTime <= begin + WorkingDay && IsWorked(begin))
        {
            return at;
        }

        begin = local.DateTime < begin ? begin : begin.AddDays(1);
        while (!IsWorked(begin))
        {
            begin = begin.AddDays(1);
        }

        var when = begin.AddMinutes(dice.Between(2, 60));
        return new DateTimeOffset(when, days.Zone.GetUtcOffset(when)).ToUniversalTime();
    }

    private static bool IsWorked(DateTime day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private IEnumerable<Complaint> Complaints(DateTimeOffset now)
    {
        DateTimeOffset[] came = [now.AddDays(-71), now.AddDays(-33), now.AddDays(-2)];
        var given = new Dictionary<int, int>();
        foreach (var (words, place) in Complained.Select((words, place) => (words, place)))
        {
            var at = came[place];
            var year = hall.State.Plan.DayOf(at).Year;
            given[year] = given.GetValueOrDefault(year) + 1;
            var about = _told.Where(told => told.Stands.OpenedAt <= at).Select(told => told.Stands.About).LastOrDefault();
            var registered = Complaint.Register(Invariant($"TS{year}-{given[year]:00000}"), words.Title, words.Content,
                place == 1 ? ComplaintChannel.Letter : ComplaintChannel.Phone, about, false, null, at, Rules, days).After!;
            var assigned = registered.Assign(Duty, Reviewer, at.AddHours(1)).After!;
            yield return words.Answer.Length == 0 ? assigned : Settled(assigned, words.Answer, at);
        }
    }

    private static Complaint Settled(Complaint assigned, string answer, DateTimeOffset at) => assigned
        .Investigate(Reviewer, "调取当日记录，询问窗口与当事人。", at.AddDays(2)).After!
        .Reply(Reviewer, answer, at.AddDays(5)).After!
        .Confirm(Duty, true, "办事人表示已解决。", at.AddDays(7), Rules, new(new() { Years = new HashSet<int>(),
            Holidays = new HashSet<DateOnly>(), MakeUpDays = new HashSet<DateOnly>() }, TimeZoneInfo.Utc)).After!;
}
