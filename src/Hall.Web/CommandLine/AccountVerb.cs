using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Web.Hub;
using Hall.Web.People;

namespace Hall.Web.CommandLine;

/// <summary><c>hall account</c>: lets somebody in again when nobody is left who could at a page, with or without a running hub.</summary>
public static class AccountVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("account", "Accounts of people, from the hub's own computer.")
    {
        One("unlock", "Lets an account sign in at once after wrong attempts."),
        One("reset", "Prints a new first password, once; all sessions of the account end."),
    };

    private static Command One(string act, string description)
    {
        var name = new Argument<string>("NAME") { Description = "The staff number." };
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command(act, description) { name, data, demo };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var outcome = await AskAsync(DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)), act, parsed.GetValue(name)!, cancel);
                return await TellAsync(outcome, parsed.GetValue(name)!);
            }
            catch (Exception fault) when (fault is HubStartException or HttpRequestException or JsonException or IOException or UnauthorizedAccessException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<AccountOutcome> AskAsync(string folder, string act, string staff, CancellationToken cancel)
    {
        // A hub that was killed leaves the file behind; then nobody answers and nobody holds the folder.
        if (await AskHubAsync(Path.Combine(folder, ConsoleAccess.FileName), act, staff, cancel) is { } answered)
        {
            return answered;
        }

        using var claim = await DataFolderClaim.OfAsync(folder, TimeSpan.FromSeconds(1), cancel);
        await using var hub = HubApplication.Build(new HubOptions { DataFolder = folder });
        hub.Services.GetRequiredService<PeopleStore>().Prepare();
        return (await ConsoleAccess.ActAsync(hub.Services.GetRequiredService<StaffOffice>(), act, staff))!;
    }

    private static async Task<AccountOutcome?> AskHubAsync(string file, string act, string staff, CancellationToken cancel)
    {
        if (!File.Exists(file) || JsonSerializer.Deserialize<ConsoleAddress>(await File.ReadAllTextAsync(file, cancel), JsonSerializerOptions.Web) is not { } console)
        {
            return null;
        }

        // The certificate is made out to the hall's name and not to loopback; the token proves to the hub who asks.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{console.Address}/console/account/{act}") { Content = new StringContent(staff) };
        request.Headers.Add(ConsoleAccess.Header, console.Token);
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<AccountOutcome>(JsonSerializerOptions.Web, cancel) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<int> TellAsync(AccountOutcome outcome, string staff)
    {
        if (outcome.Succeeded)
        {
            await Console.Out.WriteLineAsync(outcome.FirstPassword ?? $"{staff} may sign in again.");
            return 0;
        }

        await Console.Error.WriteLineAsync(outcome.Faults.Contains("unknown") ? $"There is no account {staff}." : $"It could not be done: {string.Join(", ", outcome.Faults)}.");
        return 1;
    }
}
