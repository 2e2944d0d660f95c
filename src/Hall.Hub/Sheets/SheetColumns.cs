using System.Text.RegularExpressions;

namespace Hall.Hub.Sheets;

/// <summary>What a table is about.</summary>
public enum SheetSubject
{
    /// <summary>Zones.</summary>
    Zones,

    /// <summary>Services.</summary>
    Services,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>People who work there.</summary>
    People,
}

/// <summary>The columns of a table by what they are called, in Chinese, in English or by the configuration's own word.</summary>
public sealed partial class SheetColumns
{
    private static readonly (string Column, string[] Called)[] Known =
    [
        ("code", ["代码", "业务代码", "code", "service code"]),
        ("zone", ["区", "分区", "区域", "zone"]),
        ("chinese", ["中文名", "中文名称", "业务", "业务名称", "名称", "chinese", "chinese name", "zh-cn"]),
        ("english", ["英文名", "英文名称", "english", "english name", "en"]),
        ("minutes", ["分钟", "通常几分钟", "办理分钟", "minutes"]),
        ("kind", ["类别", "kind"]),
        ("frequent", ["常办", "常办业务", "frequent"]),
        ("initials", ["拼音首字母", "首字母", "initials"]),
        ("aka", ["常用说法", "别名", "everyday words", "aka"]),
        ("documents", ["材料", "所需材料", "documents"]),
        ("window", ["窗口", "窗口号", "window", "counter"]),
        ("serves", ["办理", "可办业务", "serves"]),
        ("staff", ["工号", "staff", "staff number"]),
        ("name", ["姓名", "name"]),
        ("role", ["岗位", "角色", "post", "role"]),
    ];

    private readonly Dictionary<string, int> _places = [];

    private SheetColumns(SheetTable table, SheetSubject? subject) => (Table, Subject) = (table, subject);

    /// <summary>The table.</summary>
    public SheetTable Table { get; }

    /// <summary>What it is about; null when its header says nothing of it.</summary>
    public SheetSubject? Subject { get; private set; }

    /// <summary>Headings that nobody knows, by their cell.</summary>
    public List<(string Cell, string Heading)> Unknown { get; } = [];

    /// <summary>Columns that the header names twice, by the cell of the second.</summary>
    public List<(string Cell, string Heading)> Twice { get; } = [];

    /// <summary>Every known heading, for who asks which there are.</summary>
    public static IEnumerable<string> Headings(SheetSubject subject) => ColumnsOf(subject)
        .Select(column => Known.First(known => known.Column == column).Called[0]);

    /// <summary>Reads a table's header.</summary>
    public static SheetColumns Of(SheetTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = new SheetColumns(table, null);
        var header = table.Rows.Count == 0 ? new SheetRow(1, []) : table.Rows[0];
        for (var place = 0; place < header.Cells.Count; place++)
        {
            var heading = header.Cells[place];
            if (heading.Length == 0)
            {
                continue;
            }

            var plain = InBrackets().Replace(heading, "").Trim().ToLowerInvariant();
            if (Known.FirstOrDefault(known => known.Called.Contains(plain)).Column is not { } column)
            {
                columns.Unknown.Add((SheetFault.CellOf(place, header.Number), heading));
            }
            else if (!columns._places.TryAdd(column, place))
            {
                columns.Twice.Add((SheetFault.CellOf(place, header.Number), heading));
            }
        }

        columns.Subject = columns.SubjectOfHeader();
        return columns;
    }

    /// <summary>Whether the header names a column.</summary>
    public bool Has(string column) => _places.ContainsKey(column);

    /// <summary>A row's text in a column; empty where there is none.</summary>
    public string Of(SheetRow row, string column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _places.TryGetValue(column, out var place) ? row.At(place) : "";
    }

    /// <summary>The cell of a row in a column; the row's first where there is no such column.</summary>
    public string CellOf(int row, string column) => SheetFault.CellOf(_places.GetValueOrDefault(column), row);

    private SheetSubject? SubjectOfHeader()
    {
        if (Has("staff"))
        {
            return SheetSubject.People;
        }

        if (Has("window"))
        {
            return SheetSubject.Windows;
        }

        if (Has("code") || Has("minutes"))
        {
            return SheetSubject.Services;
        }

        return Has("zone") && Has("chinese") ? SheetSubject.Zones : null;
    }

    private static string[] ColumnsOf(SheetSubject subject) => subject switch
    {
        SheetSubject.Zones => ["zone", "chinese", "english"],
        SheetSubject.Services => ["code", "zone", "chinese", "english", "minutes", "kind", "frequent", "aka", "documents"],
        SheetSubject.Windows => ["window", "zone", "serves"],
        _ => ["staff", "name", "role"],
    };

    [GeneratedRegex(@"[（(].*?[）)]")]
    private static partial Regex InBrackets();
}
