using Hall.Web.CommandLine;

namespace Hall.Web.Tests.CommandLine;

public sealed class ForecastVerbTests : IDisposable
{
    private const string Header = "day,arrive_s,service,priority,call_s,end_s,server,outcome\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-forecast-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_SoundLog_OneRowForEachThatWaited()
    {
        var (code, output,
            errors) =
            Run(Header + "20260101,10,A,0,10,70,s1,served\n20260101,20,A,0,70,90,s1,served\n20260101,30,B,2,45.5,45.5,,abandoned\n");

        Assert.Equal((0, ""), (code, errors));
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("day,arrive_s,service,p50_s,p90_s,mean_s,wait_s,outcome", rows[0]);
        Assert.Equal(3, rows.Length);
        Assert.Matches(@"^20260101,20,A,\d+\.\d,\d+\.\d,\d+\.\d,50,served$", rows[1]);
        Assert.Matches(@"^20260101,30,B,\d+\.\d,\d+\.\d,\d+\.\d,15.5,abandoned$", rows[2]);
    }

    [Fact]
    public void Run_ColumnsInAnotherOrderAndMore_AreFoundByName()
    {
        var (code, output, _) = Run("outcome,extra,day,arrive_s,call_s,end_s,server,priority,service\r\nserved,x,1,5,9,10,s,,\"A, B\"\r\n");

        Assert.Equal(0, code);
        Assert.Contains("\n1,5,\"A, B\",", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(Header, "the file has a header but no row below it")]
    [InlineData("day,arrive_s,service,priority,end_s,server,outcome\n1,1,A,0,1,s,served\n",
        "row 0 (line 1), column call_s: the header lacks this column")]
    [InlineData(Header + "1,-5,A,0,1,2,s,served\n", "row 1 (line 2), column arrive_s: -5 is negative")]
    [InlineData(Header + "1,soon,A,0,1,2,s,served\n", "row 1 (line 2), column arrive_s: 'soon' is not a number")]
    [InlineData(Header + "1,NaN,A,0,1,2,s,served\n", "row 1 (line 2), column arrive_s: 'NaN' is not a number")]
    [InlineData(Header + "monday,1,A,0,1,2,s,served\n", "row 1 (line 2), column day: 'monday' is not a whole number")]
    [InlineData(Header + "1,9,A,0,9,9,s,served\n1,8,A,0,9,9,s,served\n", "row 2 (line 3), column arrive_s: 8 comes after 9")]
    [InlineData(Header + "2,9,A,0,9,9,s,served\n1,8,A,0,9,9,s,served\n", "row 2 (line 3), column day: 1 comes after 2")]
    [InlineData(Header + "1,9,A,0,9,9,s,gone\n", "row 1 (line 2), column outcome: \"gone\" is not known")]
    [InlineData(Header + "1,9,,0,9,9,s,served\n", "row 1 (line 2), column service: this field is empty")]
    [InlineData(Header + "1,86300,A,0,86390,86500,s,served\n",
        "row 1 (line 2), column end_s: 86500 is beyond the day's 86400 seconds; a day that crosses midnight")]
    [InlineData(Header + "1,9,A,0,8,9,s,served\n", "row 1 (line 2), column call_s: the call at 8 is before the arrival at 9")]
    [InlineData(Header + "1,9,A,0,12,10,s,served\n", "row 1 (line 2), column end_s: the end at 10 is before the call at 12")]
    [InlineData(Header + "1,9,A,0\n", "row 1 (line 2), column call_s: the row has 4 fields")]
    [InlineData(Header + "1,9,\"A,0,12,10,s,served\n", "the row is no CSV")]
    public void Run_UnsoundLog_SaysWhereAndPrintsNothing(string log, string fault)
    {
        var (code, output, errors) = Run(log);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("log.csv", errors, StringComparison.Ordinal);
        Assert.Contains(fault, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnsoundTraining_NamesThatFile()
    {
        var (code, _, errors) = Run(Header + "1,9,A,0,12,13,s,served\n", Header + "1,x,A,0,12,13,s,served\n");

        Assert.Equal(1, code);
        Assert.Contains("train0.csv, row 1 (line 2), column arrive_s", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoSuchFile_SaysSo()
    {
        using var errors = new StringWriter();

        Assert.Equal(1, ForecastVerb.Run(Path.Combine(_folder, "none.csv"), [], TextWriter.Null, errors));
        Assert.Contains("There is no file", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TrainingOfLaterDays_Warns()
    {
        var (code, _, errors) = Run(Header + "1,9,A,0,12,13,s,served\n", Header + "2,9,A,0,12,13,s,served\n");

        Assert.Equal(0, code);
        Assert.StartsWith("Warning:", errors, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Errors) Run(string log, params string[] trains)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = ForecastVerb.Run(Write("log.csv", log), [.. trains.Select((text, i) => Write($"train{i}.csv", text))], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
