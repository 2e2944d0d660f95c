using System.Net.Http.Json;
using System.Text.Json;
using Hall.Storage.Keys;

namespace Hall.Attack.Tests;

/// <summary>A ticket of the attacked hub and what its citizen has of it.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Id">Its identifier in the API.</param>
/// <param name="Token">The word behind its code.</param>
internal sealed record Ticket(string Hall, long Id, string Token)
{
    /// <summary>The citizen's page.</summary>
    public string Path => $"/t/{Token}";

    /// <summary>Issues one.</summary>
    public static async Task<Ticket> IssueAsync(AttackedHub hub, string hall = AttackedHub.Hall)
    {
        using var office = hub.Program(hub.Keys[KeyRole.Manager]);
        using var answer = await office.PostAsync($"/api/v1/halls/{hall}/tickets", JsonContent.Create(new { service = "A01" }),
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var issued = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return new(hall, issued.GetProperty("ticketId").GetInt64(), issued.GetProperty("token").GetString()!);
    }

    /// <summary>Its state, as the API says it.</summary>
    public async Task<string?> StateAsync(AttackedHub hub)
    {
        using var office = hub.Program(hub.Keys[KeyRole.Manager]);
        return (await office.GetFromJsonAsync<JsonElement>($"/api/v1/halls/{Hall}/tickets/{Id}", TestContext.Current.CancellationToken))
            .GetProperty("state").GetString();
    }
}
