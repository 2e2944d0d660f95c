using System.Text.RegularExpressions;

namespace Hall.Core.Configuration;

/// <summary>
/// What may stand in the settings of a line, by its protocol: a misspelt name or a key without a meaning would otherwise be found out by
/// a pad that does nothing. <c>docs/devices</c> has a page for each protocol.
/// </summary>
internal static class DeviceLineSettingRules
{
    private const string Level = "(verySatisfied|satisfied|basicallySatisfied|dissatisfied|veryDissatisfied|default)";
    private const string Key = "(start|evaluate|call|recall|cancel|function|giveUp|hold|callBack|oneMetreLine|pause|transfer|finish|forward)";
    private const string Hexadecimal = "[0-9A-F]{2}";
    private const string Byte = @"(\d{1,2}|1\d\d|2[0-4]\d|25[0-5])";
    private const string Character = "[0-9A-Z]";
    private static readonly Setting[] Texts = [new("text", ".*", "{ticket}"), new("textPaused", ".*", "暂停服务"), new("textClosed", ".*", "窗口关闭")];
    private static readonly Setting Answers = new("answers", "(yes|no)", "no");
    private static readonly Setting CodePage = new("codePage", "(GBK|GB2312|GB18030)", "GBK");
    private static readonly Setting[] ControlLines = [new("dtr", "(on|off)", "on"), new("rts", "(on|off)", "on")];
    private static readonly Setting TypedLevels = Map("levels", Character, Level, "1=verySatisfied 2=satisfied");

    private static readonly Setting[] Onbon =
    [
        .. Texts, new("width", @"\d{1,4}", "128"), new("height", @"\d{1,3}", "16"), new("font", ".*", "/usr/share/fonts/…"), new("volume", @"(\d|10)", "6"), new("spoken", ".*", "请{ticket}号到{counter}号窗口"),
    ];

    private static readonly Setting[] Typing = [TypedLevels, Map("keys", Character, Key, "q=call w=start")];

    private static readonly Dictionary<string, Setting[]> Known = new(StringComparer.Ordinal)
    {
        ["ff68"] =
        [
            Map("levels", Byte, Level, "1=verySatisfied 2=satisfied"), Map("keys", Hexadecimal, Key, "0C=call 0D=recall"),
            Map("functions", @"\d{1,10}", Key, "1=giveUp 2=hold 3=callBack"), .. ControlLines,
        ],
        ["qsystem"] = [Map("keys", Hexadecimal, Key, "31=call 32=start"), new("shows", "(lamp|display|board)", "board"), new("forwardTo", @"\d{1,10}", "12"), .. Texts, CodePage, .. ControlLines],
        ["ascii"] = [new("request", "SE.{1,20}", "SE10"), TypedLevels, .. ControlLines],
        ["keyboard"] = Typing,
        ["hidraw"] = Typing,
        ["lcd"] = [new("timeout", @"\d{1,3}", "15"), Map("levels", Byte, Level, "1=verySatisfied 2=satisfied")],
        ["lamp-a090"] = [.. Texts, CodePage, Answers, new("length", "(dataBytes|dataBytesAndSum|characters)", "dataBytes"), .. ControlLines],
        ["strip-aabb"] = [.. Texts, new("parameters", $"{Hexadecimal}( {Hexadecimal}){{4}}", "0B 07 63 01 63"), .. ControlLines],
        ["onbon-5"] = [.. Onbon, .. ControlLines],
        ["onbon-6"] = [.. Onbon, .. ControlLines],
        ["escpos"] = [Answers, .. ControlLines],
        ["sound"] = [],
        ["idcard"] = ControlLines,
    };

    public static void Check(RuleFaults faults, string path, DeviceLineDefinition bus)
    {
        if (!Known.TryGetValue(bus.Protocol, out var known))
        {
            return;
        }

        foreach (var (name, value) in bus.Settings)
        {
            if (known.FirstOrDefault(setting => setting.Name == name) is not { } setting)
            {
                var names = known.Length == 0 ? "It has none." : $"It has: {string.Join(", ", known.Select(other => other.Name))}.";
                faults.Add($"{path}.{name}", $"A line of protocol \"{bus.Protocol}\" has no setting \"{name}\". {names}");
            }
            else if (!Regex.IsMatch(value, $@"\A{setting.Pattern}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeout: TimeSpan.FromSeconds(1)))
            {
                faults.Add($"{path}.{name}", $"\"{value}\" cannot be read. Write it such as \"{setting.Example}\"; docs/devices says what there is.");
            }
        }
    }

    private static Setting Map(string name, string from, string to, string example) => new(name, $"{from}={to}( {from}={to})*", example);

    private sealed record Setting(string Name, string Pattern, string Example);
}
