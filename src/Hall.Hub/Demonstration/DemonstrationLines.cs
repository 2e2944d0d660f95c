using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Hub.Demonstration;

/// <summary>Which devices a demonstration's windows have: something of every maker, in three parts of the hall.</summary>
public static class DemonstrationLines
{
    private const int OnOneBus = 8;
    private const int AreasOfABoard = 3;

    /// <summary>The lines; their ports are names in a folder.</summary>
    public static IReadOnlyList<DeviceLineDefinition> Of(HallConfiguration hall, string folder)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var counters = hall.Counters.Select(counter => counter.Counter).ToList();
        var (first, second, third) = (counters.Take(OnOneBus).ToList(), counters.Skip(OnOneBus).Take(OnOneBus - 1).ToList(), counters.Skip((2 * OnOneBus) - 1).Take(OnOneBus).ToList());
        List<DeviceLineDefinition> lines =
        [
            Line("按键评价器 1", "ff68", first),
            Line("窗口灯", "lamp-a090", first),
            Line("键盘评价器", "keyboard", second.Take(1)),
            Line("HID 评价器", "hidraw", second.Skip(1).Take(1)),
            Line("字符评价器", "ascii", second.Skip(2).Take(1)),
            Line("液晶评价器", "lcd", second.Skip(3).Take(1)),
            Line("按键评价器 2", "ff68", second.Skip(4)),
            Line("条屏", "strip-aabb", second),
            Line("呼叫按钮", "qsystem", third, 57600, ("shows", "display")),
            Line("LED 屏", "onbon-5", third.Take(AreasOfABoard), 57600),
        ];
        lines.RemoveAll(line => line.Counters.Count == 0);
        foreach (var kiosk in hall.Kiosks.Take(1))
        {
            lines.Add(Line("取号打印机", "escpos", [], 57600) with { Place = kiosk.Kiosk.Value });
            lines.Add(Line("取号机读卡器", "idcard", [], 115200) with { Place = kiosk.Kiosk.Value });
        }

        lines.Add(Line("受理台读卡器", "idcard", [], 115200) with { Place = "desk1" });
        return [.. lines.Select((line, number) => line with { Port = Path.Combine(folder, (number + 1).ToString(CultureInfo.InvariantCulture)) })];
    }

    private static DeviceLineDefinition Line(string name, string protocol, IEnumerable<CounterId> counters, int baudRate = 9600, params (string Name, string Value)[] settings) => new()
    {
        Name = name, Protocol = protocol, Port = "", BaudRate = baudRate,
        Counters = counters.Select((counter, place) => (counter, place)).ToDictionary(pair => (pair.place + 1).ToString(CultureInfo.InvariantCulture), pair => pair.counter),
        Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
    };
}
