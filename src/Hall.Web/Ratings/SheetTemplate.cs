using System.Data;
using System.Globalization;
using Hall.Core.Configuration;
using Hall.Hub.Sheets;
using MiniExcelLibs;

namespace Hall.Web.Ratings;

/// <summary>The workbook that a hall's catalogue is written in: what the hall has now, or two examples for one that is new.</summary>
public static class SheetTemplate
{
    private static readonly (SheetSubject Subject, string Name)[] Tabs =
    [
        (SheetSubject.Zones, "分区 Zones"), (SheetSubject.Services, "业务 Services"), (SheetSubject.Windows, "窗口 Windows"),
        (SheetSubject.People, "人员 People"),
    ];

    /// <summary>Makes it.</summary>
    /// <param name="hall">What the hall has; null for examples.</param>
    public static byte[] Xlsx(HallConfiguration? hall)
    {
        using var memory = new MemoryStream();
        memory.SaveAs(Tabs.ToDictionary(tab => tab.Name, tab => (object)TableOf(tab.Subject, hall)));
        return memory.ToArray();
    }

    private static DataTable TableOf(SheetSubject subject, HallConfiguration? hall)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var heading in SheetColumns.Headings(subject))
        {
            table.Columns.Add(heading, typeof(string));
        }

        foreach (var row in hall is null ? Examples(subject) : RowsOf(subject, hall))
        {
            table.Rows.Add([.. row.Cast<object>()]);
        }

        return table;
    }

    private static IEnumerable<string[]> Examples(SheetSubject subject) => subject switch
    {
        SheetSubject.Zones => [["A", "参保征缴", "Insurance and contributions"], ["B", "待遇", "Benefits"]],
        SheetSubject.Services =>
        [
            ["A01", "A", "参保证明打印", "Participation certificate", "3", "", "是", "社保证明、缴费证明", "身份证"],
            ["B01", "B", "退休申请", "Retirement", "12", "", "", "退休、养老金", "身份证、户口本"],
        ],
        SheetSubject.Windows => [["1", "A", ""], ["2", "B", ""]],
        _ => [["1001", "王秀兰", "柜员"]],
    };

    private static IEnumerable<string[]> RowsOf(SheetSubject subject, HallConfiguration hall) => subject switch
    {
        SheetSubject.Zones => hall.Zones.Select(zone => new[] { zone.Code.Value, zone.Names.In("zh-CN"), English(zone.Names) }),
        SheetSubject.Services => hall.Services.Select(service => new[]
        {
            service.Code.Value, service.Zone.Value, service.Names.In("zh-CN"), English(service.Names),
            service.Minutes.ToString(CultureInfo.InvariantCulture), service.Kind == ServiceKind.Special ? "专门" : "",
            service.Frequent ? "是" : "", string.Join('、', service.EverydayWords.GetValueOrDefault("zh-CN") ?? []),
            string.Join('、', service.Documents.GetValueOrDefault("zh-CN") ?? []),
        }),
        SheetSubject.Windows => hall.Counters.Select(counter => new[]
        {
            counter.Counter.Value, counter.Zone.Value, string.Join('、', counter.Serves),
        }),
        _ => [],
    };

    private static string English(LocalText names) => names.GetValueOrDefault("en") ?? "";
}
