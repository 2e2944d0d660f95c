using System.Globalization;
using Hall.Core.Cases;
using Hall.Core.Feedback;

namespace Hall.Core.Exchange;

/// <summary>A rating as both forms of the exchange are made from it.</summary>
/// <param name="MatterNumber">办件编号: hall, ticket and leg, unique for ever, up to 50 characters.</param>
/// <param name="Occasion">1 for the first rating, 2 for a follow-up. The same matter and occasion is sent once.</param>
/// <param name="Level">The level by name.</param>
/// <param name="Channel">The channel by name.</param>
/// <param name="Reasons">Reason codes.</param>
/// <param name="Text">What the citizen wrote; null when nothing.</param>
/// <param name="RatedAtLocal">Hall-local time of the rating.</param>
/// <param name="ServiceCode">Code of the matter.</param>
/// <param name="ServiceName">Its Chinese name.</param>
/// <param name="Department">Code of the department.</param>
/// <param name="Area">Code of the administrative area, up to 9 digits.</param>
/// <param name="IsDefault">Whether nobody gave it.</param>
public sealed record ExchangeRating(
    string MatterNumber, int Occasion, FeedbackLevel Level, FeedbackChannel Channel, IReadOnlyList<string> Reasons, string? Text,
    DateTime RatedAtLocal,
    string ServiceCode, string ServiceName, string Department, string Area, bool IsDefault = false)
{
    /// <summary>What is sent once only.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{MatterNumber}#{Occasion}");

    /// <summary>What the receiver would refuse it for; null when nothing. A bad review needs a reason code or a text.</summary>
    public string? Fault
    {
        get
        {
            if (MatterNumber.Length is 0 or > 50)
            {
                return "matter-number";
            }

            if (Occasion is not (1 or 2))
            {
                return "occasion";
            }

            if (Level >= FeedbackLevel.Dissatisfied && Reasons.Count == 0 && Text is null)
            {
                return "bad-review-without-reason";
            }

            return null;
        }
    }

    /// <summary>The fields of the national interface, by their names.</summary>
    public IReadOnlyDictionary<string, string> ToInterface() => new Dictionary<string, string>
    {
        ["projectNo"] = MatterNumber,
        ["pf"] = Number(ExchangeCodes.Of(Channel)),
        ["deptCode"] = Department,
        ["taskCode"] = ServiceCode,
        ["taskName"] = ServiceName,
        ["proStatus"] = "3",
        ["userProp"] = "1",
        ["satisfaction"] = Number(ExchangeCodes.Interface(Level)),
        ["evalDetail"] = string.Join(',', Reasons),
        ["writingEvaluation"] = Text ?? "",
        ["assessTime"] = RatedAtLocal.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["assessNumber"] = Number(Occasion),
        ["promisetime"] = "",
        ["areaCode"] = Area,
        ["isdefault"] = IsDefault ? "1" : "0",
    };

    /// <summary>The fields of GB/T 39046-2020 Table 9.</summary>
    public IReadOnlyDictionary<string, string> ToStandard() => new Dictionary<string, string>
    {
        ["办件编号"] = MatterNumber,
        ["评价渠道"] = Number(ExchangeCodes.Of(Channel)),
        ["评价人"] = "",
        ["评价时间"] = RatedAtLocal.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture),
        ["评价次数"] = Number(Occasion),
        ["满意度"] = ExchangeCodes.NameOf(Level),
        ["满意度代码"] = Number(ExchangeCodes.Standard(Level)),
        ["文字评价"] = Text ?? "",
        ["行政区划"] = Area,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A complaint in the fields of GB/T 39046-2020 Table 10.</summary>
public static class ExchangeComplaint
{
    /// <summary>The fields. Who complained is not sent: raters and complainants are protected.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <param name="unit">被投诉单位: the hall's name.</param>
    /// <param name="area">Code of the administrative area.</param>
    /// <param name="days">The hall's working days and time zone.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="everyField">
    /// Whether the fields that Table 10 does not know stand there also where they say nothing, as the columns of a file do.
    /// </param>
    public static IReadOnlyDictionary<string, string> ToStandard(
        Complaint complaint, string unit, string area, HallDays days, DateTimeOffset now, bool everyField = false)
    {
        var fields = Table10(complaint, unit, area, days, now);
        var added = string.Join('\n', complaint.Added.Select(text => $"{text.Title}: {text.Content}"));
        if (everyField || added.Length > 0)
        {
            fields["补充内容"] = added;
        }

        if (everyField || complaint.Stage == ComplaintStage.SetAside)
        {
            fields["是否滥用"] = complaint.Stage == ComplaintStage.SetAside ? "1" : "0";
        }

        return fields;
    }

    private static Dictionary<string, string> Table10(Complaint complaint, string unit, string area, HallDays days, DateTimeOffset now) =>
        new()
    {
        ["投诉编号"] = complaint.Number,
        ["标题"] = complaint.Title,
        ["投诉人"] = "",
        ["被投诉单位"] = unit,
        ["被投诉人"] = complaint.About?.Teller.Value ?? "",
        ["内容"] = complaint.Content,
        ["来源"] = complaint.Channel.ToString(),
        ["时间"] = At(complaint.RegisteredAt, days),
        ["承办单位"] = unit,
        ["承办人"] = complaint.Investigator?.Value ?? "",
        ["承办时间"] = At(complaint.Steps.FirstOrDefault(step => step.Kind == "assigned")?.At, days),
        ["反馈信息"] = complaint.Answer ?? "",
        ["反馈时间"] = At(complaint.AnsweredAt, days),
        ["承诺时限"] = At(complaint.PromisedBy, days),
        ["延期时限"] = At(complaint.ExtendedTo, days),
        ["延期原因"] = complaint.ExtensionReason ?? "",
        ["超期天数"] = Math.Min(999, complaint.OverdueDays(now, days)).ToString(CultureInfo.InvariantCulture),
        ["行政区划"] = area,
    };

    private static string At(DateTimeOffset? at, HallDays days) =>
        at is { } moment ? TimeZoneInfo.ConvertTime(moment, days.Zone).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) : "";
}
