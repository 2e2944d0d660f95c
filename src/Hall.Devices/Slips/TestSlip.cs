namespace Hall.Devices.Slips;

/// <summary>The slip of a trial: every kind of line that a ticket has, in characters that every printer's font has.</summary>
public static class TestSlip
{
    /// <summary>A test ticket.</summary>
    /// <param name="hall">The hall's name.</param>
    /// <param name="link">What its code leads to; empty for a text that says it is a test.</param>
    public static Slip Of(string hall, string link) => Slip.Of(
        ("hall", hall), ("number", "A000"), ("service", "打印测试 Test ticket"), ("ahead", "0"), ("range", "0"),
        ("url", link.Length > 0 ? link : "TEST A000"),
        ("text", "请看：字迹清楚、居中、切纸，扫码成功。 Look: clear, centred, cut, and the code can be scanned."))
        .With("documents", "居民身份证原件及复印件", "¥100.00");
}
