using System.Text.Json.Nodes;

namespace Hall.Browser.Tests.Hosting;

/// <summary>Files of halls as the tests need them.</summary>
internal static class HallFiles
{
    private const int LongestFeedbackSeconds = 60;

    /// <summary>A shipped hall whose pads wait as long for an answer as they may: a busy machine needs it.</summary>
    /// <param name="hall">Its name.</param>
    /// <param name="change">What else is different; null for nothing.</param>
    /// <returns>Path of its file.</returns>
    public static string WithAWholeMinuteForThePad(string hall, Action<JsonNode>? change = null)
    {
        var file = Repository.Path("kiosk-config", "halls", $"{hall}.json");
        var read = JsonNode.Parse(File.ReadAllText(file))!;
        read.AsObject().Remove("$schema");
        var rules = read["rules"] ??= new JsonObject();
        rules["feedbackSeconds"] = LongestFeedbackSeconds;
        change?.Invoke(read);
        var copy = Path.Combine(Directory.CreateTempSubdirectory("hall-file-").FullName, $"{hall}.json");
        File.WriteAllText(copy, read.ToJsonString());
        return copy;
    }
}
