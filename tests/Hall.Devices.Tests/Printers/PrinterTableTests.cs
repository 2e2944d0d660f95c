using Hall.Devices.Slips;


namespace Hall.Devices.Tests.Printers;

/// <summary>Every behaviour of <see cref="PrinterTable"/> at each kind of port, with the settings of the product.</summary>
public abstract class PrinterTableTests(PortKind kind)
{
    private protected async Task RunAsync(string name)
    {
        var behaviour = PrinterTable.All.Single(one => one.Name == name);
        await using var rig = await PrinterRig.MakeAsync(kind, behaviour.Answers);
        await rig.UpAsync();
        var usual = behaviour.Answers ? PrintOutcome.Printed : PrintOutcome.Sent;
        Assert.Equal((usual, 1), await TriedAsync(rig));
        await rig.UntilAsync(() => rig.Papers == 1, "the first slip is out");

        behaviour.Do(rig);
        await rig.UntilAsync(() => behaviour.Seen(rig), "it is seen");
        var result = await rig.PrintAsync();
        Assert.Equal((behaviour.Outcome, behaviour.Copies ?? behaviour.Papers), (result.Outcome, result.Copies));
        await rig.UntilAsync(() => rig.Papers >= 1 + behaviour.Papers, "its papers are out");
        Assert.Equal(1 + behaviour.Papers, rig.Papers);
        Assert.True(result.Copies < 2 || behaviour.Papers == 0
            || rig.Printer.Mechanism.Papers[^1].Contains("COPY 2", StringComparison.Ordinal), "a copy is marked");
        Assert.Contains(behaviour.Reason, result.Reason, StringComparison.Ordinal);
        Assert.Equal(behaviour.Trouble, rig.Host.Condition.Trouble);

        behaviour.Mend(rig);
        await rig.PassAsync(3);
        Assert.Equal((behaviour.Next, 1), await TriedAsync(rig));
        await rig.UntilAsync(() => rig.Papers >= 2 + behaviour.Papers + behaviour.Later, "the next slip is out");
        Assert.Equal(2 + behaviour.Papers + behaviour.Later, rig.Papers);
        Assert.DoesNotContain("COPY", rig.Printer.Mechanism.Papers[^1], StringComparison.Ordinal);
    }

    private protected static TheoryData<string> NamesOf(PortKind kind) =>
        [.. PrinterTable.All.Where(one => one.At?.Contains(kind) != false).Select(one => one.Name)];

    private static async Task<(PrintOutcome Outcome, int Copies)> TriedAsync(PrinterRig rig) =>
        await rig.PrintAsync() is var result ? (result.Outcome, result.Copies) : default;
}

public sealed class TcpPrinterTests() : PrinterTableTests(PortKind.Tcp)
{
    public static TheoryData<string> Names { get; } = NamesOf(PortKind.Tcp);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Print_OverTcp_EndsAsTheTableSays(string behaviour) => RunAsync(behaviour);
}

public sealed class SerialPrinterTests() : PrinterTableTests(PortKind.Serial)
{
    public static TheoryData<string> Names { get; } = NamesOf(PortKind.Serial);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Print_OverASerialPort_EndsAsTheTableSays(string behaviour) => RunAsync(behaviour);
}

public sealed class FilePrinterTests() : PrinterTableTests(PortKind.File)
{
    public static TheoryData<string> Names { get; } = NamesOf(PortKind.File);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Print_OverAPrintersFile_EndsAsTheTableSays(string behaviour) => RunAsync(behaviour);
}
