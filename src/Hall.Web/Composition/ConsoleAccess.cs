using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hall.Hub.Erasure;
using Hall.Hub.Identity;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hall.Web.Composition;

/// <summary>Where a running hub is asked from its own computer's console.</summary>
/// <param name="Address">An address of the hub on loopback.</param>
/// <param name="Token">Known only to who can read the data folder; another one at each start.</param>
public sealed record ConsoleAddress(string Address, string Token);

/// <summary>
/// Lets <c>hall account</c> ask the running hub, which alone writes its accounts. The file in the data folder is readable by the hub's own
/// user only.
/// </summary>
public sealed partial class ConsoleAccess(HubOptions options, IServer server, ILogger<ConsoleAccess> logger) : IHostedLifecycleService
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "console.json";

    /// <summary>Header with the token.</summary>
    public const string Header = "X-Hall-Console";

    private readonly string _token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private string File => Path.Combine(options.DataFolder, FileName);

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(OnLoopback).FirstOrDefault() is { } address)
        {
            try
            {
                Write(JsonSerializer.SerializeToUtf8Bytes(new ConsoleAddress(address, _token), JsonSerializerOptions.Web));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                LogUnwritten(logger, fault);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(logger, fault);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Maps what the console may ask.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        MapAccounts(routes);
        routes.MapPost("/console/erase", async (HttpContext context, ConsoleAccess console) =>
            console.IsToken(context.Request.Headers[Header].ToString())
            && await context.Request.ReadFromJsonAsync<EraseOrder>(JsonSerializerOptions.Web, context.RequestAborted) is { } order
                ? Results.Json(await order.RunAsync(context.RequestServices), JsonSerializerOptions.Web)
                : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    private static void MapAccounts(IEndpointRouteBuilder routes) =>
        routes.MapPost("/console/account/{act}", async (string act, HttpContext context, ConsoleAccess console, AccountService office) =>
    {
        using var reader = new StreamReader(context.Request.Body);
        var staff = (await reader.ReadToEndAsync(context.RequestAborted)).Trim();
        if (!console.IsToken(context.Request.Headers[Header].ToString()))
        {
            return Results.NotFound();
        }

        var outcome = await ActAsync(office, act, staff);
        return outcome is null ? Results.NotFound() : Results.Json(outcome, JsonSerializerOptions.Web);
    }).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Carries out what the console asks; null for a word that means nothing.</summary>
    public static async Task<AccountOutcome?> ActAsync(AccountService office, string act, string staff)
    {
        ArgumentNullException.ThrowIfNull(office);
        return act switch
        {
            "unlock" => await office.UnlockAsync(AuditActor.Console, staff),
            "reset" => await office.ResetPasswordAsync(AuditActor.Console, staff),
            _ => null,
        };
    }

    // Made anew, because the mode of a file that exists would stay as it is.
    private void Write(byte[] bytes)
    {
        System.IO.File.Delete(File);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(File, how);
        stream.Write(bytes);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "console.json could not be written: `hall account` does not reach this hub until it is started anew")]
    private static partial void LogUnwritten(ILogger logger, Exception fault);

    private bool IsToken(string sent) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(_token));

    private static string OnLoopback(string address) => address
        .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal)
        .Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal);
}
