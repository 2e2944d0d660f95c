using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hall.Web.CommandLine;

namespace Hall.Web.Tests.Simulation;

public sealed class ReplayVerbTests : IDisposable
{
    private const string TicketHeader = "id,arrive_s,service,priority,service_s,patience_s\n";
    private const string CounterHeader = "counter,services,open_s,close_s\n";
    private const string OneCounter = CounterHeader + "1,A;B,0,1000\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-replay").FullName;

    [Fact]
    public void Replay_SmallDay_PrintsTheIssuesFigures()
    {
        var day = Replay(TicketHeader + "a,0,A,none,10,\nb,1.5,B,elderly,10,\nc,2,A,,10,5\n", OneCounter);

        Assert.Equal("hall", day.GetProperty("policy").GetString());
        var overall = day.GetProperty("overall");
        Assert.Equal((2, 1), (overall.GetProperty("served").GetInt32(), overall.GetProperty("abandoned").GetInt32()));
        Assert.Equal(4.25, overall.GetProperty("meanWaitSeconds").GetDouble());
        Assert.Equal(8.5, overall.GetProperty("maxWaitSeconds").GetDouble());
        Assert.Equal(8.5, day.GetProperty("services").GetProperty("B").GetProperty("p50WaitSeconds").GetDouble());
        var counter = day.GetProperty("counters").GetProperty("1");
        Assert.Equal((0.02, 980.0), (counter.GetProperty("utilisation").GetDouble(), counter.GetProperty("idleSeconds").GetDouble()));
        Assert.Equal(0, day.GetProperty("utilisationSpread").GetDouble());
        Assert.Equal((0, 0), (day.GetProperty("unserved").GetInt32(), day.GetProperty("orderViolations").GetInt32()));
        Assert.Equal(0, day.GetProperty("priorityWaitRatio").GetDouble());
    }

    [Fact]
    public void Replay_OneServiceAndEqualCounters_HallIsFirstComeFirstServed()
    {
        var random = new Random(4);
        var arrives = 0.0;
        var rows = Enumerable.Range(1, 2000)
            .Select(i =>
                FormattableString.Invariant(
                    $"{i},{arrives += random.NextDouble() * 20:F3},A,none,{random.NextDouble() * 50:F3},{(i % 7 == 0 ? 20 : null)}"));
        var tickets = TicketHeader + string.Join('\n', rows);
        const string counters = CounterHeader + "1,A,0,90000\n2,A,0,90000\n3,A,50,90000\n";

        Assert.Equal(Replay(tickets, counters, "fcfs").GetProperty("overall").GetRawText(),
            Replay(tickets, counters).GetProperty("overall").GetRawText());
        Assert.Equal(0, Replay(tickets, counters).GetProperty("orderViolations").GetInt32());
    }

    [Fact]
    public void Replay_OtherOrderOfColumnsQuotesAndAMark_AreRead()
    {
        var day = Replay("\uFEFFservice,note,id,service_s,arrive_s,patience_s,priority\r\n\"社保, 卡\",x,a,5,86500,,none\r\n",
            CounterHeader + "7,\"general; 社保, 卡\",80000,90000\r\n");

        Assert.Equal(1, day.GetProperty("services").GetProperty("社保, 卡").GetProperty("served").GetInt32());
    }

    [Theory]
    [InlineData("", "tickets.csv: the file is empty")]
    [InlineData(TicketHeader, "tickets.csv: the file has a header but no row")]
    [InlineData("id,arrive_s,service,priority,service_s\na,0,A,none,5\n",
        "tickets.csv, row 0 (line 1), column patience_s: the header lacks")]
    [InlineData("id,id,arrive_s,service,priority,service_s,patience_s\n",
        "tickets.csv, row 0 (line 1), column id: the header names this column twice")]
    [InlineData(TicketHeader + "a,0,A,none,5,\nb,-1,A,none,5,\n", "tickets.csv, row 2 (line 3), column arrive_s: -1 is negative")]
    [InlineData(TicketHeader + "a,0,A,none,-5,\n", "row 1 (line 2), column service_s: -5 is negative")]
    [InlineData(TicketHeader + "a,0,A,none,5,-1\n", "row 1 (line 2), column patience_s: -1 is negative")]
    [InlineData(TicketHeader + "a,soon,A,none,5,\n", "row 1 (line 2), column arrive_s: 'soon' is not a number")]
    [InlineData(TicketHeader + "a,NaN,A,none,5,\n", "row 1 (line 2), column arrive_s: 'NaN' is not a number")]
    [InlineData(TicketHeader + "a,1e300,A,none,5,\n", "row 1 (line 2), column arrive_s: 1e300 seconds are more than")]
    [InlineData(TicketHeader + "a,0,A,none,,\n", "row 1 (line 2), column service_s: this field is empty")]
    [InlineData(TicketHeader + "a,10,A,none,5,\nb,9,A,none,5,\n", "tickets.csv, row 2 (line 3), column arrive_s: 9 is earlier than 10")]
    [InlineData(TicketHeader + "a,86000,A,none,5,\nb,300,A,none,5,\n", "Beyond midnight go on counting")]
    [InlineData(TicketHeader + "a,0,C,none,5,\n", "tickets.csv, row 1 (line 2), column service: no counter serves the service 'C'")]
    [InlineData(TicketHeader + "a,0,A,vip,5,\n", "tickets.csv, row 1 (line 2), column priority: there is no class 'vip'")]
    [InlineData(TicketHeader + "a,0,A,none,5,\na,1,A,none,5,\n", "row 2 (line 3), column id: a stands in a row above")]
    [InlineData(TicketHeader + "a,0,A,none,5\n", "row 1 (line 2), column patience_s: the row has 5 fields")]
    [InlineData(TicketHeader + "a,0,\"A,none,5,\n", "tickets.csv, row 1 (line 2): the row is no CSV")]
    public void Replay_FaultyTickets_SaysFileRowAndColumn(string tickets, string sentence) => AssertFault(tickets, OneCounter, sentence);

    [Theory]
    [InlineData("", "counters.csv: the file is empty")]
    [InlineData("counter,services\n", "counters.csv, row 0 (line 1), column open_s: the header lacks")]
    [InlineData(CounterHeader + "1,A,500,500\n",
        "counters.csv, row 1 (line 2), column close_s: the counter would close at 500 s, not after")]
    [InlineData(CounterHeader + "1,A,79200,3600\n", "Beyond midnight go on counting")]
    [InlineData(CounterHeader + "1,A;;B,0,500\n", "row 1 (line 2), column services: a service between two semicolons is empty")]
    [InlineData(CounterHeader + "1,,0,500\n", "row 1 (line 2), column services: this field is empty")]
    [InlineData(CounterHeader + "1,A,0,500\n1,A,400,900\n", "row 2 (line 3), column open_s: counter 1 is open at this time")]
    [InlineData(CounterHeader + "1,A,0,500\n1,B,500,900\n",
        "row 2 (line 3), column services: counter 1 stands in a row above with other services")]
    public void Replay_FaultyCounters_SaysFileRowAndColumn(string counters, string sentence) =>
        AssertFault(TicketHeader + "a,0,A,none,5,\n", counters, sentence);

    [Fact]
    public void Replay_ManyRows_AreAllServed()
    {
        // HALL_LONG=20 in the environment has a million.
        var rows = 50_000 * (int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : 1);
        var tickets = new StringBuilder(TicketHeader);
        for (var i = 0; i < rows; i++)
        {
            tickets.Append(CultureInfo.InvariantCulture, $"t{i},{i * 3},A,none,{i % 300},\n");
        }

        var counters = CounterHeader + string.Concat(Enumerable.Range(1, 60).Select(counter => $"{counter},A,0,{rows * 3 + 100_000}\n"));
        var (exit, output, _) = Run(tickets.ToString(), counters);

        Assert.Equal(0, exit);
        Assert.Contains($"\"served\": {rows},", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_UnknownPolicyOrFile_Fails()
    {
        var (exit, _, error) = Run(TicketHeader + "a,0,A,none,5,\n", OneCounter, "--policy", "lottery");
        Assert.Equal((1, true), (exit, error.Contains("no policy 'lottery'", StringComparison.Ordinal)));

        using var output = new StringWriter();
        Assert.Equal(1, ReplayVerb.Create().Parse(["nowhere.csv", "nowhere.csv"]).Invoke(new() { Output = output, Error = output }));
        Assert.Contains("There is no file nowhere.csv", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, ReplayVerb.Create().Parse(["a.csv", "b.csv"]).Invoke(new() { Output = output, Error = output }));
        Assert.Contains("There are no files a.csv and b.csv.", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private JsonElement Replay(string tickets, string counters, string policy = "hall")
    {
        var (exit, output, error) = Run(tickets, counters, "--policy", policy);
        Assert.Equal((0, ""), (exit, error));
        return JsonDocument.Parse(output).RootElement;
    }

    private void AssertFault(string tickets, string counters, string sentence)
    {
        var (exit, output, error) = Run(tickets, counters);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private (int Exit, string Output, string Error) Run(string tickets, string counters, params string[] options)
    {
        var (ticketFile, counterFile) = (Path.Combine(_folder, "tickets.csv"), Path.Combine(_folder, "counters.csv"));
        File.WriteAllText(ticketFile, tickets);
        File.WriteAllText(counterFile, counters);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = ReplayVerb.Create().Parse([ticketFile, counterFile, .. options]).Invoke(new() { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
