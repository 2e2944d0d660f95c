using Hall.Architecture.Tests.Levels;

namespace Hall.Architecture.Tests.Code;

public sealed class SourceFoldersTests
{
    private static readonly SourceFolders Folders = SourceFolders.Of([
        "Hall.High/Program.cs", "Hall.High/Pages/Manager/Day.razor", "Hall.High/Pages/Manager/Day.razor.cs", "Hall.Low/Tickets/Ticket.cs",
    ]);

    [Fact]
    public void All_FoldersOfSources_AreEachOnceNestedOnesAndTheProjectsOwnToo() => Assert.Equal(
        new Place[] { new("Hall.High", "."), new("Hall.High", "Pages/Manager"), new("Hall.Low", "Tickets") }, Folders.All);

    [Theory]
    [InlineData("using Hall.Low.Tickets;")]
    [InlineData("global using Hall.Low.Tickets;")]
    [InlineData("using static Hall.Low.Tickets.TicketNumber;")]
    [InlineData("using Visit = Hall.Low.Tickets.Ticket;")]
    [InlineData("@using Hall.Low.Tickets")]
    [InlineData("@page \"/day\"\r\n@using Hall.Low.Tickets\r\n<p></p>")]
    public void UsingsIn_ANamespaceOfOurs_IsAUse(string text)
    {
        var edge = Assert.Single(Folders.UsingsIn("Hall.High/Pages/Manager/Day.razor", text));

        Assert.Equal((new("Hall.High", "Pages/Manager"), "Day.razor", new("Hall.Low", "Tickets")), (edge.From, edge.FromName, edge.To));
    }

    [Theory]
    [InlineData("using System.Text;")]
    [InlineData("using Hall.High.Pages.Manager;")]
    [InlineData("        using var ticket = Hall.Low.Tickets.Ticket.Open();")]
    [InlineData("// using Hall.Low.Tickets;")]
    public void UsingsIn_AnythingElse_IsNone(string text) => Assert.Empty(Folders.UsingsIn("Hall.High/Pages/Manager/Day.razor.cs", text));

    [Fact]
    public void NamespaceFault_AnotherNamespaceThanTheFolders_NamesFileAndBoth()
    {
        var fault = SourceFolders.NamespaceFault("Hall.Low/Tickets/Ticket.cs", "using System;\n\nnamespace Hall.Low.Visits;\n");

        Assert.Contains("src/Hall.Low/Tickets/Ticket.cs has the namespace Hall.Low.Visits", fault, StringComparison.Ordinal);
        Assert.Contains("Hall.Low.Tickets", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hall.Low/Tickets/Ticket.cs", "namespace Hall.Low.Tickets;")]
    [InlineData("Hall.High/Program.cs", "return 0;")]
    public void NamespaceFault_TheFoldersOrNone_IsNone(string file, string text) => Assert.Null(SourceFolders.NamespaceFault(file, text));
}
