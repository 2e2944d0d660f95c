using System.Text.Json;
using Hall.Web.Composition;

namespace Hall.Web.CommandLine;

/// <summary>Asks the running hub from its own computer's console.</summary>
internal static class ConsoleClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks the hub that runs over a folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="path">What is asked.</param>
    /// <param name="content">With what.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Its answer; null when no hub runs there: one that was killed leaves its file behind, and then nobody answers.</returns>
    public static async Task<HttpResponseMessage?> AskAsync(string folder, string path, HttpContent content, CancellationToken cancel)
    {
        var file = Path.Combine(folder, ConsoleAccess.FileName);
        if (!File.Exists(file) || JsonSerializer.Deserialize<ConsoleAddress>(await File.ReadAllTextAsync(file, cancel),
            JsonSerializerOptions.Web) is not { } console)
        {
            return null;
        }

        // The certificate is made out to the hall's name and not to loopback; the token proves to the hub who asks.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{console.Address}{path}") { Content = content };
        request.Headers.Add(ConsoleAccess.Header, console.Token);
        try
        {
            var answer = await client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
