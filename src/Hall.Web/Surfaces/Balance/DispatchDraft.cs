using Hall.Core.Configuration;

namespace Hall.Web.Surfaces.Balance;

/// <summary>The dispatch's settings as they stand in the form; only what differs from the hall's becomes a change.</summary>
public sealed class DispatchDraft
{
    private readonly HallConfiguration _before;

    /// <summary>The form as the hall is set now.</summary>
    public DispatchDraft(HallConfiguration before)
    {
        _before = before;
        var rules = before.Rules;
        (HallGives, RestSeconds, WaitCapMinutes,
            MostPriorityInRow) = (rules.DispatchMode == DispatchMode.HallGives, rules.RestSeconds, rules.WaitCapMinutes,
                rules.MostPriorityInRow);
        (ShortServiceWeight, Reserve,
            ReserveMinutes) = (rules.ShortServiceWeight, rules.ReserveSpecialCounters, rules.ReserveThresholdMinutes);
        (HelpStart, HelpStop, HelpOwn) = (rules.Help.StartMinutes, rules.Help.StopMinutes, rules.Help.OwnMinutes);
        Classes = [.. before.Priorities.Select(priority => new ClassDraft(priority))];
    }

    /// <summary>Whether free counters are given their ticket.</summary>
    public bool HallGives { get; set; }

    /// <summary>Rest between tickets, seconds.</summary>
    public int RestSeconds { get; set; }

    /// <summary>The cap on waiting, minutes.</summary>
    public int WaitCapMinutes { get; set; }

    /// <summary>Most tickets with a priority in a row; 0 = no limit.</summary>
    public int MostPriorityInRow { get; set; }

    /// <summary>0 to 1.</summary>
    public double ShortServiceWeight { get; set; }

    /// <summary>Whether special counters are reserved.</summary>
    public bool Reserve { get; set; }

    /// <summary>Minutes after which they take general work all the same.</summary>
    public int ReserveMinutes { get; set; }

    /// <summary>Minutes at which help begins.</summary>
    public int HelpStart { get; set; }

    /// <summary>Minutes at which it ends.</summary>
    public int HelpStop { get; set; }

    /// <summary>Minutes that the helper's own may have waited.</summary>
    public int HelpOwn { get; set; }

    /// <summary>The classes of priority.</summary>
    public IReadOnlyList<ClassDraft> Classes { get; }

    /// <summary>What would change; null when nothing would.</summary>
    public DispatchChange? Change()
    {
        var rules = _before.Rules;
        var help = new HelpRules(HelpStart, HelpStop, HelpOwn);
        var mode = HallGives ? DispatchMode.HallGives : DispatchMode.TellersPress;
        List<ClassChange> classes = [.. Classes.Where(draft => draft.Differs).Select(draft => draft.Change)];
        var change = new DispatchChange
        {
            DispatchMode = Other(mode, rules.DispatchMode),
            RestSeconds = Other(RestSeconds, rules.RestSeconds),
            WaitCapMinutes = Other(WaitCapMinutes, rules.WaitCapMinutes),
            MostPriorityInRow = Other(MostPriorityInRow, rules.MostPriorityInRow),
            ShortServiceWeight = Other(ShortServiceWeight, rules.ShortServiceWeight),
            ReserveSpecialCounters = Other(Reserve, rules.ReserveSpecialCounters),
            ReserveThresholdMinutes = Other(ReserveMinutes, rules.ReserveThresholdMinutes),
            Help = help == rules.Help ? null : help,
            Classes = classes.Count == 0 ? null : classes,
        };
        return change == new DispatchChange() ? null : change;
    }

    private static T? Other<T>(T now, T before)
        where T : struct => EqualityComparer<T>.Default.Equals(now, before) ? null : now;

    /// <summary>One class in the form.</summary>
    public sealed class ClassDraft(PriorityClass before)
    {
        /// <summary>The class.</summary>
        public PriorityClass Before { get; } = before;

        /// <summary>b.</summary>
        public double Factor { get; set; } = before.Factor;

        /// <summary>Credit, minutes.</summary>
        public double CreditMinutes { get; set; } = before.CreditSeconds / 60.0;

        internal bool Differs => Factor != Before.Factor || CreditSeconds != Before.CreditSeconds;

        internal ClassChange Change => new(
            Before.Code, Factor == Before.Factor ? null : Factor, CreditSeconds == Before.CreditSeconds ? null : CreditSeconds);

        private int CreditSeconds => (int)Math.Round(CreditMinutes * 60);
    }
}
