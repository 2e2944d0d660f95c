using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Devices.Agents;

/// <summary>What agent and hub agree on; <c>docs/AGENT.md</c> says the same in words.</summary>
public static class AgentContract
{
    /// <summary>The version spoken here.</summary>
    public const int Version = 1;

    /// <summary>The hub's address below its base.</summary>
    public const string Path = "/hubs/devices";

    /// <summary>Agent → hub: handshake.</summary>
    public const string Hello = "Hello";

    /// <summary>Agent → hub: which lines to open.</summary>
    public const string Devices = "Devices";

    /// <summary>Agent → hub: a press.</summary>
    public const string Press = "Press";

    /// <summary>Agent → hub: how a line is.</summary>
    public const string LineState = "LineState";

    /// <summary>Agent → hub: how the agent itself is. Hubs of before 0.2 do not know it.</summary>
    public const string State = "State";

    /// <summary>How a refusal of <see cref="Hello"/> begins when another agent is connected with the same key.</summary>
    public const string KeyInUse = "key-in-use";

    /// <summary>Agent → hub: what a reader says of an identity card.</summary>
    public const string Card = "Card";

    /// <summary>Hub → agent: what the pads of a counter should show.</summary>
    public const string Show = "Show";

    /// <summary>Hub → agent: do something now.</summary>
    public const string Order = "Order";

    /// <summary>Agent → hub: what became of an order.</summary>
    public const string Answer = "Answer";

    /// <summary>Agent → hub: whether an announcement may still begin to sound.</summary>
    public const string MayPlay = "MayPlay";

    /// <summary>Hub → agent: ask for the lines again.</summary>
    public const string DevicesChanged = "DevicesChanged";

    /// <summary>Names of values travel in camel case, never as numbers.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
