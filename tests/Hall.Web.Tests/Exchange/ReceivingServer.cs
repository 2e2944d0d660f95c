using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Web.Tests.Exchange;

/// <summary>A message as the receiver got it.</summary>
internal sealed record Received(string Key, string Kind, string Time, string Signature, string Body);

/// <summary>A stub of the exchange's receiver on a free port: refuses the same key twice with 409, and answers otherwise as it is
/// told.</summary>
internal sealed class ReceivingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _moods = new();

    private ReceivingServer(WebApplication app) => _app = app;

    public List<Received> Taken { get; } = [];

    public int Asked { get; private set; }

    public int Duplicates { get; private set; }

    /// <summary>Requests for any other address than the one that the hub was given.</summary>
    public int Astray { get; private set; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<ReceivingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ReceivingServer(builder.Build());
        server._app.MapPost("/", server.ReceiveAsync);
        server._app.MapFallback((HttpContext context) =>
        {
            server.Astray++;
            return Results.Text("<!doctype html><title>Sign in</title>", "text/html");
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The next message is answered so, and not taken.</summary>
    public void Answer(HttpStatusCode status) => Answer((int)status, "not now", "text/plain");

    /// <summary>The next message is answered so, and not taken.</summary>
    public void Answer(int status, string body, string? type, string? location = null) => Answer(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (location is not null)
        {
            context.Response.Headers.Location = location;
        }

        return context.Response.WriteAsync(body, context.RequestAborted);
    });

    /// <summary>The next message is answered so, and not taken.</summary>
    public void Answer(Func<HttpContext, Task> answer) => _moods.Enqueue(answer);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        Asked++;
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (_moods.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        var key = Uri.UnescapeDataString(request.Headers["X-Exchange-Key"].ToString());
        if (Taken.Any(before => before.Key == key))
        {
            Duplicates++;
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        Taken.Add(new(key, request.Headers["X-Exchange-Kind"].ToString(), request.Headers["X-Exchange-Time"].ToString(),
            request.Headers["X-Signature"].ToString(), body));
    }
}
