using Hall.Browser.Tests.Hosting;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Hub;
using Hall.Web.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>One visit through every surface: kiosk, phone, board, teller, window, pad and manager.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class VisitTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Visit_FromKioskToManager_IsSeenOnEverySurface()
    {
        var (teller, board, pad, window, manager) = (await PageAsync(), await PageAsync(), await PageAsync(), await PageAsync(), await PageAsync());
        await board.GotoAsync(fixture.Hub.At($"/{Hall}/board/all"));
        await pad.GotoAsync(fixture.Hub.At($"/{Hall}/pad/1"));
        await window.GotoAsync(fixture.Hub.At($"/{Hall}/window/1"));
        await Teller.SignInAsync(teller, fixture.Hub, Hall, "1");

        var kiosk = await PageAsync();
        var number = await Kiosk.TakeTicketAsync(kiosk, fixture.Hub, Hall);
        var phone = await PageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(fixture.Hub.At($"/t/{TokenOf(number)}"));
        await Assertions.Expect(phone.GetByText(number).First).ToBeVisibleAsync();

        await Teller.PressSpaceAsync(teller, "calling");
        await Assertions.Expect(board.Locator(".board-hero .board-number")).ToHaveTextAsync(number);
        await Assertions.Expect(phone.Locator(".called .window")).ToHaveTextAsync("1");
        await Assertions.Expect(window.GetByText(number).First).ToBeVisibleAsync();
        await Teller.PressSpaceAsync(teller, "serving");
        await Teller.PressSpaceAsync(teller, "idle");

        await pad.Locator(".pad-faces button").First.ClickAsync();
        await pad.Locator(".pad-send").ClickAsync();
        await Assertions.Expect(pad.Locator(".pad-thanks")).ToBeVisibleAsync();

        await manager.GotoAsync(fixture.Hub.At($"/{Hall}/manager"));
        await Assertions.Expect(manager.GetByText("100.0%")).ToBeVisibleAsync();
        Assert.Equal(1, TicketsCompleted(number));
    }

    private Task<IPage> PageAsync() => fixture.Browser.NewPageAsync();

    private string TokenOf(string number)
    {
        var tokens = new TicketTokens(new HubSecret(new HubOptions { DataFolder = fixture.Hub.DataFolder }), new NoHalls());
        return tokens.For(new HallId(Hall), new TicketId(Ask("SELECT max(Ticket) FROM tickets WHERE Number = $number", number)));
    }

    private long TicketsCompleted(string number) => Ask("SELECT count(*) FROM tickets WHERE Number = $number AND State = 'Completed'", number);

    private long Ask(string sql, string number)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(fixture.Hub.DataFolder, "hall.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$number", number);
        return (long)command.ExecuteScalar()!;
    }

    private sealed class NoHalls : IHallDirectory
    {
        public IReadOnlyCollection<IHall> All => [];

        public IHall? Find(HallId hall) => null;
    }
}
