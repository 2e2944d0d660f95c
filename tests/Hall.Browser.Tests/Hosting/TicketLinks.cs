using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;

namespace Hall.Browser.Tests.Hosting;

/// <summary>What only the hub's own files tell: the address behind a ticket's QR code, and what was written of it.</summary>
public static class TicketLinks
{
    /// <summary>The path of the phone page of the latest ticket with a number.</summary>
    public static string PathOf(HubProcess hub, string hall, string number)
    {
        var tokens = new TicketTokens(new HubSecret(new HubOptions { DataFolder = hub.DataFolder }), new NoHalls());
        var ticket = new TicketId(Ask(hub, "SELECT max(Ticket) FROM tickets WHERE Number = $number", number));
        return $"/t/{tokens.For(new HallId(hall), ticket)}";
    }

    /// <summary>Asks the hub's database one number about a ticket.</summary>
    public static long Ask(HubProcess hub, string sql, string number)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(hub.DataFolder, "hall.db")};Pooling=False");
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
