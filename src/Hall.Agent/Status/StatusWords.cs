using Hall.Agent.Hub;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Links;

namespace Hall.Agent.Status;

/// <summary>
/// What the status page says of faults, in Chinese and English. The log keeps the full English sentence with the system's own words.
/// </summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["group"] = "没有权限打开端口：请把运行帐户加入用户组 {0}，再重新启动。",
        ["busy"] = "端口正被另一个程序占用，只能有一个程序使用。",
        ["gone"] = "端口不存在或已拔出；请检查适配器和端口名称。",
        ["refused"] = "设备拒绝连接；请确认已就绪，且没有被别的程序占用。",
        ["unreachable"] = "网络上找不到设备；请检查电源、网线和地址。",
        ["mute"] = "设备没有应答；请检查电源。",
        ["garbled"] = "设备的应答无法识别；请检查线路速率。",
        ["oneWay"] = "设备只能接收、不会应答：请在设置中把 answers 设为 no。",
        ["write"] = "数据写不出去；请检查适配器和线缆。",
        ["linux"] = "这种设备只能在 Linux 上使用。",
        ["noPort"] = "这不是串口；请检查端口名称。",
        ["open"] = "端口打不开；原因见日志。",
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Troubles = new()
    {
        [LineTrouble.PaperOut] = ("缺纸", "No paper"),
        [LineTrouble.PaperLow] = ("快没纸了", "Low on paper"),
        [LineTrouble.CoverOpen] = ("盖子没有合上", "Cover open"),
        [LineTrouble.Fault] = ("故障或脱机", "Fault or offline"),
        [LineTrouble.NotPrinted] = ("有号票没有打印出来", "A ticket was not printed"),
        [LineTrouble.PerhapsPrinted] = ("不能确定一张号票是否打印好", "Not known whether a ticket was printed"),
        [LineTrouble.NoSound] = ("没有声音", "No sound"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Works = new()
    {
        [AgentWork.Hub] = ("与中心的连接", "The way to the hub"),
        [AgentWork.Lines] = ("打开和更新设备线路", "Opening and updating device lines"),
        [AgentWork.DeviceList] = ("把设备清单写入磁盘", "Writing the list of devices to the disk"),
        [AgentWork.Cards] = ("送出读卡结果", "Telling what card readers say"),
        [AgentWork.Presses] = ("把按键送达中心", "Taking presses to the hub"),
        [AgentWork.Outbox] = ("把按键写入磁盘", "Writing presses to the disk"),
    };

    private static readonly Dictionary<string, string> Asides = new()
    {
        ["malformed"] = "中心看不懂这次按键。",
        ["unknown-hall"] = "中心没有这个大厅。",
        ["other-counter"] = "这个窗口的评价器不属于本代理的线路。",
        ["other-press"] = "同一个编号已用于另一次按键。",
        ["set-aside"] = "中心无法处理这次按键，原因见中心的日志。",
        ["unreadable"] = "磁盘上的一行记录已损坏，无法读出。",
    };

    /// <summary>The name of some work.</summary>
    public static string Work(string code, bool chinese) =>
        Works.TryGetValue(code, out var words) ? chinese ? words.Chinese : words.English : code;

    /// <summary>Why a press was set aside.</summary>
    public static string Aside(string code, string sentence, bool chinese) => !chinese ? sentence
        : Asides.TryGetValue(code, out var words) ? words : $"中心拒绝了这次按键（{code}）。";

    /// <summary>Why a line is down; empty for no reason.</summary>
    public static string Line(string reason, bool chinese) => (chinese, reason, LinkReason.Of(reason)) switch
    {
        (false, _, _) or (_, "", _) => reason,
        (_, _, { } known) when Reasons.TryGetValue(known.Key, out var words) => words.Replace("{0}", known.What, StringComparison.Ordinal),
        _ => "线路已断开；原因见日志。",
    };

    /// <summary>What somebody must do about a device whose line is open; empty for nothing.</summary>
    public static string Trouble(string code, bool chinese) =>
        Troubles.TryGetValue(code, out var words) ? chinese ? words.Chinese : words.English : code;

    private const string InUse = AgentContract.KeyInUse + ": ";

    /// <summary>Why there is no way to the hub; empty for no reason.</summary>
    public static string Hub(string reason, bool chinese) => reason switch
    {
        "" => "",
        _ when reason.StartsWith(InUse, StringComparison.Ordinal) =>
            chinese
                ? "另一台电脑上的代理正在使用这个密钥，本机已被拒绝。"
                    + "请在中心给这台电脑另建一个密钥（hall key create --role agent），换上后重新启动本代理。"
                : reason[InUse.Length..],
        _ when !chinese => reason,
        HubLink.KeyUnknown => "中心不认识这个密钥，或密钥已被吊销。",
        HubLink.KeyOfAnotherRole => "这个密钥的角色不是 agent。",
        HubLink.HubClosed => "中心关闭了连接。",
        _ when reason.Contains("unknown-version", StringComparison.Ordinal) => "中心的版本不同；请安装与中心配套的代理程序。",
        _ => "连不上中心；请检查网络、地址和证书，原因见日志。",
    };
}
