using Hall.Core.Configuration;

namespace Hall.Core.Feedback;

/// <summary>A national reason code with its words.</summary>
/// <param name="Code">Three digits; the first is the level in the exchange's coding.</param>
/// <param name="Level">The level it belongs to.</param>
/// <param name="Names">Words per language; Chinese is the rule's own.</param>
public sealed record Reason(string Code, FeedbackLevel Level, LocalText Names);

/// <summary>The national reason codes by level (domain rules of 好差评).</summary>
public static class ReasonCatalogue
{
    /// <summary>All codes, best level first.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        .. Of(FeedbackLevel.VerySatisfied,
            ("510", "一窗受理一次办结", "One window, done in one go"), ("511", "可以先受理后补材料", "Accepted first, papers later"),
            ("512", "不用提交证明", "No certificates needed"), ("513", "可以全程网上办理", "All online"),
            ("514", "可以使用手机办理", "Can be done by phone"), ("515", "可以就近办理", "Can be done nearby"),
            ("516", "无需材料直接办理", "No papers needed"), ("517", "服务热情效率高", "Warm and quick service")),
        .. Of(FeedbackLevel.Satisfied,
            ("406", "填写一张表单就可完成申报", "One form is enough"),
            ("407", "在线提交材料窗口核验", "Papers online, checked at the window"),
            ("408", "一张清单告知全部申报材料", "One list of all papers"), ("409", "用告知承诺减免申报材料", "A pledge saves papers"),
            ("410", "可以在线预约办理", "Can be booked online"), ("411", "跑大厅一次办完", "Done in one visit"),
            ("412", "可以使用自助机办理", "Self-service machines"), ("413", "服务态度较好", "Good attitude")),
        .. Of(FeedbackLevel.BasicallySatisfied,
            ("307", "一次性告知需要补正的材料", "Told at once what was missing"), ("308", "提供申报材料样本", "Samples of the forms"),
            ("309", "在承诺的时间内办结", "Done in the promised time"), ("310", "办事指南指引准确", "The guide was right"),
            ("311", "按办事指南要求的材料即可办理", "Only the papers in the guide"), ("312", "可以快递送达", "Sent by post"),
            ("313", "跑动次数与承诺的一致", "As many visits as promised"), ("314", "服务态度一般", "Average attitude")),
        .. Of(FeedbackLevel.Dissatisfied,
            ("207", "没有提供材料样本", "No samples of the forms"), ("208", "没有提供材料清单", "No list of papers"),
            ("209", "未在承诺时间内办结", "Not done in the promised time"),
            ("210", "同样内容的证明材料被要求多次提交", "The same proof asked twice"),
            ("211", "承诺网办但无法在线办理", "Promised online, was not"),
            ("212", "在线预约办理后到实体大厅重复取号排队", "Booked online, queued again"),
            ("213", "窗口人员业务不熟练", "Teller not skilled"), ("214", "服务态度生硬", "Curt attitude")),
        .. Of(FeedbackLevel.VeryDissatisfied,
            ("108", "在办事指南之外增加新的审批条件", "Conditions not in the guide"),
            ("109", "需提供办事指南之外的申报材料", "Papers not in the guide"),
            ("110", "无理由超过法定办理时间", "Over the legal time without reason"),
            ("111", "办事指南提供样本有错", "The guide's sample is wrong"),
            ("112", "承诺在线收取申报材料实际无法收取", "Papers could not be sent online as promised"),
            ("113", "多头跑窗口和部门", "Sent from window to window"),
            ("114", "跑动次数与承诺的不一致", "More visits than promised"), ("115", "服务态度差效率低", "Bad attitude, slow")),
    ];

    /// <summary>The codes of a level.</summary>
    public static IEnumerable<Reason> For(FeedbackLevel level) => All.Where(reason => reason.Level == level);

    /// <summary>The reason with this code; null when there is none.</summary>
    public static Reason? Find(string code) => All.FirstOrDefault(reason => reason.Code == code);

    private static IEnumerable<Reason> Of(FeedbackLevel level, params (string Code, string Chinese, string English)[] reasons) =>
        reasons.Select(reason => new Reason(reason.Code, level, new LocalText(reason.Chinese, reason.English)));
}
