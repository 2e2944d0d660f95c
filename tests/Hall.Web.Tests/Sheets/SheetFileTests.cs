using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Hall.Core.Configuration;
using Hall.Hub.Setup;
using Hall.Hub.Sheets;
using Hall.Web.Ratings;
using Hall.Web.Wording;
using MiniExcelLibs;

namespace Hall.Web.Tests.Sheets;

/// <summary>Tables as people make them: from every program, with every mistake, each told at its cell.</summary>
public sealed class SheetFileTests
{
    private const string Header = "代码,区,中文名,英文名,分钟\n";

    private static readonly HallConfiguration Empty = new SetupDraft { Hall = "xining", Chinese = "西宁大厅" }.ToConfiguration() with
    {
        Zones = [new Zone { Code = new("A"), Names = new LocalText { ["zh-CN"] = "综合" } }], Services = [], Counters = [],
    };

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("GB18030")]
    public void Read_CsvOfAnEncoding_IsTaken(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Encoding.GetEncoding(encoding);
        var outcome = Read([.. text.GetPreamble(), .. text.GetBytes(Header + "A01,A,参保证明打印,Certificate,3\n")]);
        Assert.Empty(outcome.Faults);
        var service = outcome.Configuration!.Services[0];
        Assert.Equal(("参保证明打印", 3d), (service.Names.In("zh-CN"), service.Minutes));
    }

    [Fact]
    public void Read_PastedWithTabs_IsTaken() =>
        Assert.Equal(2, CatalogueSheets.Read(SheetFile.Text("代码\t区\t中文名\t分钟\nA01\tA\t退休\t8\n\tA\t报销\t12"), Empty).Services);

    [Fact]
    public void Read_ServicesAloneIntoAnEmptyHall_MakeItsZonesAndAWindowForEach()
    {
        var outcome = CatalogueSheets.Read(SheetFile.Text("代码,中文名,分钟\nA01,退休,8\nB01,报销,12"), Empty with { Zones = [] });
        Assert.Empty(outcome.Faults);
        Assert.Equal(["A", "B"], outcome.Configuration!.Counters.Select(counter => counter.Zone.Value));
    }

    [Fact]
    public void Read_EverydayWords_AreTakenOrProposedWithInitials()
    {
        var outcome = CatalogueSheets.Read(
            SheetFile.Text("代码\t中文名\t常用说法\nA01\t退休申请\t养老、办退休\nA02\t社会保障卡申领\t"), Empty);
        Assert.Empty(outcome.Faults);
        Assert.Equal(["养老", "办退休"], outcome.Configuration!.Services[0].EverydayWords["zh-CN"]);
        Assert.Contains("社保卡", outcome.Configuration.Services[1].EverydayWords["zh-CN"]);
        Assert.Equal("SHBZKSL", outcome.Configuration.Services[1].Initials);
    }

    [Fact]
    public void Read_AnotherEncoding_IsRefusedInASentence() =>
        Assert.Equal("encoding", Assert.Single(Read([0x81, 0x20, 0xFF, 0xFF, 0x0A]).Faults).Kind);

    [Theory]
    [InlineData("A01,A,退休,,8\nA01,A,报销,,9\n", "A3", "twice")]
    [InlineData("A01,A,退休,,8\nB01,B,报销,,9\n", "B3", "zoneUnknown")]
    [InlineData("A01,A,退休,,25:00\n", "E2", "minutes")]
    [InlineData("A01,A,,Retirement,8\n", "C2", "empty")]
    [InlineData("结01,A,退休,,8\n", "A2", "code")]
    [InlineData("A01,A,\"退休,,8\n", "A2", "broken")]
    public void Read_ARowWithAMistake_HasOneFaultAtItsCell(string rows, string cell, string kind)
    {
        var outcome = Read(Encoding.UTF8.GetBytes(Header + rows));
        Assert.Null(outcome.Configuration);
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal((cell, kind), (fault.Cell, fault.Kind));
        foreach (var language in new[] { "zh", "en" })
        {
            Assert.Contains(cell, SheetSentences.In(fault, Words.For(language)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_FiftyThousandRows_AreRefusedNotSwallowed()
    {
        var rows = string.Concat(Enumerable.Range(1, 50_000)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"A{row},A,事项{row},,5\n")));
        Assert.Equal("rows", Assert.Single(Read(Encoding.UTF8.GetBytes(Header + rows)).Faults).Kind);
        Assert.Equal("rows", Assert.Single(Read(Workbook(50_000)).Faults).Kind);
    }

    [Fact]
    public void Read_FormulasAndMergedCells_AreRefusedAtTheirCells()
    {
        var file = Changed(Workbook(3), sheet => sheet
            .Replace("</x:sheetData>", "</x:sheetData><x:mergeCells count=\"1\"><x:mergeCell ref=\"B2:B3\"/></x:mergeCells>",
                StringComparison.Ordinal)
            .Replace("<x:c r=\"E2\"", "<x:c r=\"E2\"><x:f>1+2</x:f></x:c><x:c r=\"E2\"", StringComparison.Ordinal));
        var faults = Read(file).Faults;
        Assert.Contains(faults, fault => fault is { Kind: "merged", Cell: "B2" });
        Assert.Contains(faults, fault => fault is { Kind: "formula", Cell: "E2" });
    }

    [Fact]
    public void Read_DamagedOrOldWorkbook_IsRefusedInASentence()
    {
        Assert.Equal("notWorkbook", Assert.Single(Read([.. "PK"u8, 3, 4, 1, 2, 3]).Faults).Kind);
        Assert.Equal("oldWorkbook", Assert.Single(Read([0xD0, 0xCF, 0x11, 0xE0, 0, 0]).Faults).Kind);
        Assert.Equal("empty", Assert.Single(Read([]).Faults).Kind);
    }

    [Fact]
    public void Template_FilledWithAHall_ComesBackAsThatHall()
    {
        var hall = HallConfigurationReader.Read(File.ReadAllText(
            Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "tongling.json"))).Configuration!;
        var outcome = Read(SheetTemplate.Xlsx(hall), hall);
        Assert.Empty(outcome.Faults);
        Assert.Equal((hall.Services.Count, hall.Counters.Count), (outcome.Services, outcome.Windows));
        Assert.Equal(HallConfigurationReader.Write(hall), HallConfigurationReader.Write(outcome.Configuration!));
    }

    [Fact]
    public void Template_OfANewHall_MakesOneAsItIs()
    {
        var outcome = Read(SheetTemplate.Xlsx(null), Empty with { Zones = [] });
        Assert.Empty(outcome.Faults);
        Assert.Equal((2, 2, 1), (outcome.Services, outcome.Windows, outcome.People.Count));
    }

    private static SheetOutcome Read(byte[] file, HallConfiguration? before = null) =>
        CatalogueSheets.Read(SheetFile.Read(file), before ?? Empty);

    private static byte[] Workbook(int rows)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var heading in new[] { "代码", "区", "中文名", "英文名", "分钟" })
        {
            table.Columns.Add(heading, typeof(string));
        }

        for (var row = 1; row <= rows; row++)
        {
            table.Rows.Add(string.Create(CultureInfo.InvariantCulture, $"A{row:00}"), "A", "事项", "", "5");
        }

        using var memory = new MemoryStream();
        memory.SaveAs(table);
        return memory.ToArray();
    }

    private static byte[] Changed(byte[] workbook, Func<string, string> change)
    {
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = archive.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
            string text;
            using (var reader = new StreamReader(sheet.Open()))
            {
                text = reader.ReadToEnd();
            }

            var name = sheet.FullName;
            sheet.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            var changed = change(text);
            Assert.NotEqual(text, changed);
            writer.Write(changed);
        }

        return memory.ToArray();
    }
}
