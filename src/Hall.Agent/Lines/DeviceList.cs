using System.Text.Json;
using Hall.Agent.State;
using Hall.Devices.Agents;
using Hall.Devices.Settings;

namespace Hall.Agent.Lines;

/// <summary>The last device list of the hub, on disk, so that an agent that starts without its hub still serves its pads.</summary>
public sealed class DeviceList(string folder)
{
    private static readonly JsonSerializerOptions Json = Options();
    private readonly string _file = Path.Combine(folder, "devices.json");

    /// <summary>The list; empty when none was ever given or it cannot be read.</summary>
    public IReadOnlyList<DeviceLineSettings> Read()
    {
        try
        {
            return File.Exists(_file) ? JsonSerializer.Deserialize<DeviceLineSettings[]>(File.ReadAllBytes(_file), Json) ?? [] : [];
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Keeps a list, without the key of readers of identity cards: without its hub an agent has no use for one.</summary>
    /// <exception cref="IOException">The disk did not take it; the list before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the list before stays.</exception>
    public void Write(IReadOnlyList<DeviceLineSettings> lines) =>
        DurableFile.Replace(_file, JsonSerializer.SerializeToUtf8Bytes(lines.Select(line => line with { CardKey = "" }), Json));

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        AgentContract.Configure(options);
        return options;
    }
}
