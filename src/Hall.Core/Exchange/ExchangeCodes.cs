using Hall.Core.Feedback;

namespace Hall.Core.Exchange;

/// <summary>The numbers of levels and channels at the boundary. The two national codings of the level run in opposite directions.</summary>
public static class ExchangeCodes
{
    /// <summary>The national exchange interface: 5 is 非常满意, 1 is 非常不满意.</summary>
    public static int Interface(FeedbackLevel level) => 5 - (int)level;

    /// <summary>GB/T 39046-2020 A.8: 1 is 非常满意, 5 is 非常不满意.</summary>
    public static int Standard(FeedbackLevel level) => 1 + (int)level;

    /// <summary>The channel: 1 PC, 2 mobile, 3 QR code, 4 hall pad, 5 other hall terminal; the same in both.</summary>
    public static int Of(FeedbackChannel channel) => 1 + (int)channel;

    /// <summary>The Chinese name of a level, as Table 9 writes it.</summary>
    public static string NameOf(FeedbackLevel level) => level switch
    {
        FeedbackLevel.VerySatisfied => "非常满意",
        FeedbackLevel.Satisfied => "满意",
        FeedbackLevel.BasicallySatisfied => "基本满意",
        FeedbackLevel.Dissatisfied => "不满意",
        _ => "非常不满意",
    };
}
