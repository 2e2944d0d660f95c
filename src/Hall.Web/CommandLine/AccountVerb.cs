using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Hub.Identity;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Composition;

namespace Hall.Web.CommandLine;

/// <summary><c>hall account</c>: lets somebody in again when nobody is left who could at a page, with or without a running hub.</summary>
public static class AccountVerb
{
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
                var outcome =
                    await AskAsync(DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)), act, parsed.GetValue(name)!, cancel);
                return await TellAsync(outcome, parsed.GetValue(name)!);
            }
            catch (Exception fault) when (fault is HubStartException or HttpRequestException or JsonException or IOException
                or UnauthorizedAccessException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<AccountOutcome> AskAsync(string folder, string act, string staff, CancellationToken cancel)
    {
        if (await ConsoleClient.AskAsync(folder, $"/console/account/{act}", new StringContent(staff), cancel) is { } answered)
        {
            using (answered)
            {
                return (await answered.Content.ReadFromJsonAsync<AccountOutcome>(JsonSerializerOptions.Web, cancel))!;
            }
        }

        using var claim = await DataFolderClaim.OfAsync(folder, TimeSpan.FromSeconds(1), cancel);
        await using var hub = HubApplication.Build(new HubOptions { DataFolder = folder });
        hub.Services.GetRequiredService<PeopleStore>().Prepare();
        return (await ConsoleAccess.ActAsync(hub.Services.GetRequiredService<AccountService>(), act, staff))!;
    }

    private static async Task<int> TellAsync(AccountOutcome outcome, string staff)
    {
        if (outcome.Succeeded)
        {
            await Console.Out.WriteLineAsync(outcome.FirstPassword ?? $"{staff} may sign in again.");
            return 0;
        }

        await Console.Error.WriteLineAsync(outcome.Faults.Contains("unknown")
            ? $"There is no account {staff}."
            : $"It could not be done: {string.Join(", ", outcome.Faults)}.");
        return 1;
    }
}
