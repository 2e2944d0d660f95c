using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Web.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Benchmarks;

/// <summary>What the bare program takes.</summary>
internal sealed record BareRequest(string Service);

/// <summary>How the bare program reads and writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BareRequest))]
[JsonSerializable(typeof(IssuedTicketJson))]
internal sealed partial class BareJson : JsonSerializerContext;

/// <summary>
/// The least program that could answer an issue as the hub does: the same request, an answer of the same shape, two rows in one synced
/// commit for all requests that wait. No rules, no lines, no keys, no log. What the hub takes longer than it is what a hall costs.
/// </summary>
internal sealed class BareProgram
{
    private const int BatchBound = 256;
    private readonly BlockingCollection<Waiting> _waiting = new(4_096);
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _journal;
    private readonly SqliteCommand _ticket;
    private long _last;

    private sealed record Waiting(string Service, TaskCompletionSource<IssuedTicketJson> Answer);

    private BareProgram(string data)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "bare.db"), Pooling = false }.ToString());
        _connection.Open();
        using var make = _connection.CreateCommand();
        make.CommandText = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=2000;
            CREATE TABLE journal (Hall TEXT NOT NULL, Sequence INTEGER NOT NULL, At INTEGER NOT NULL, Payload TEXT NOT NULL,
                PRIMARY KEY (Hall, Sequence)) WITHOUT ROWID;
            CREATE TABLE tickets (Hall TEXT NOT NULL, Ticket INTEGER NOT NULL, Number TEXT NOT NULL, Service TEXT NOT NULL,
                IssuedAt INTEGER NOT NULL, PRIMARY KEY (Hall, Ticket)) WITHOUT ROWID;
            """;
        make.ExecuteNonQuery();
        _journal = Prepare("INSERT INTO journal VALUES ($1,$2,$3,$4)", 4);
        _ticket = Prepare("INSERT INTO tickets VALUES ($1,$2,$3,$4,$5)", 5);
        new Thread(Write) { IsBackground = true, Name = "bare writer" }.Start();
    }

    /// <summary>Serves until the process is ended.</summary>
    public static async Task RunAsync(string data, string address)
    {
        var program = new BareProgram(data);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, BareJson.Default));
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        app.MapPost("/api/v1/halls/{hall}/tickets",
            async (BareRequest request) =>
                Results.Json(await program.IssueAsync(request), BareJson.Default.IssuedTicketJson, statusCode: 201));
        app.Urls.Add(address);
        await app.RunAsync();
    }

    private Task<IssuedTicketJson> IssueAsync(BareRequest request)
    {
        var waiting = new Waiting(request.Service, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Add(waiting);
        return waiting.Answer.Task;
    }

    private void Write()
    {
        var taken = new List<(Waiting Waiting, IssuedTicketJson Ticket)>(BatchBound);
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            taken.Add((first, Next(first.Service)));
            while (taken.Count < BatchBound && _waiting.TryTake(out var more))
            {
                taken.Add((more, Next(more.Service)));
            }

            using (var transaction = _connection.BeginTransaction())
            {
                taken.ForEach(one => Write(one.Ticket, transaction));
                transaction.Commit();
            }

            taken.ForEach(one => one.Waiting.Answer.SetResult(one.Ticket));
            taken.Clear();
        }
    }

    private void Write(IssuedTicketJson ticket, SqliteTransaction transaction)
    {
        var at = ticket.IssuedAt.ToUnixTimeMilliseconds();
        Run(_journal, transaction, "bare", ticket.TicketId, at, JsonSerializer.Serialize(ticket, BareJson.Default.IssuedTicketJson));
        Run(_ticket, transaction, "bare", ticket.TicketId, ticket.Number, ticket.Service, at);
    }

    private IssuedTicketJson Next(string service)
    {
        var id = ++_last;
        var now = DateTimeOffset.UtcNow;
        return new()
        {
            TicketId = id, Number = string.Create(CultureInfo.InvariantCulture, $"A{id:000}"), State = "waiting", Service = service,
            Services = [new(service, "pending")], Zone = "A", Priority = "none", BusinessDay = "2026-01-05", IssuedAt = now, Ahead = 600,
            Estimate = new(3_600, 5_400), Periods = [new("wait", now, null, null, null)], Token = "eyJ0b25nbGluZy4xMjM0NTY3ODkw",
            FollowUrl = "http://127.0.0.1:5080/t/eyJ0b25nbGluZy4xMjM0NTY3ODkw", Warnings = [],
        };
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
