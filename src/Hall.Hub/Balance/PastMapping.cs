using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Hub.Balance;

/// <summary>How another system's table says what ours says: its columns, how it writes times, and its words.</summary>
public sealed record PastMapping
{
    /// <summary>Columns that there must be, and columns that there may be.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["day", "arrive", "call", "start", "end", "service", "counter", "teller", "priority", "outcome"];

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Our column to theirs; one that is not named has our name. <c>day</c> may be left out where times carry their
    /// date.</summary>
    [JsonPropertyName("columns")]
    public IReadOnlyDictionary<string, string> Theirs { get; init; } = new Dictionary<string, string>();

    /// <summary>How a day is written, such as <c>yyyy/M/d</c>; besides ISO.</summary>
    public string DayFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>How a time with its date is written, such as <c>yyyy/M/d H:mm:ss</c>; besides ISO.</summary>
    public string TimeFormat { get; init; } = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Their services to our codes.</summary>
    public IReadOnlyDictionary<string, string> Services { get; init; } = new Dictionary<string, string>();

    /// <summary>Their classes to ours.</summary>
    public IReadOnlyDictionary<string, string> Priorities { get; init; } = new Dictionary<string, string>();

    /// <summary>Their outcomes to <c>served</c> or <c>left</c>.</summary>
    public IReadOnlyDictionary<string, string> Outcomes { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads a mapping.</summary>
    /// <returns>It, or what is wrong with it.</returns>
    public static (PastMapping? Mapping, string? Fault) Read(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return (new(), null);
        }

        try
        {
            var mapping = JsonSerializer.Deserialize<PastMapping>(json, Strict) ?? new();
            return mapping.Theirs.Keys.Except(Columns).FirstOrDefault() is { } unknown
                ? (null, $"\"{unknown}\" is no column of ours. They are {string.Join(", ", Columns)}.")
                : (mapping, null);
        }
        catch (JsonException fault)
        {
            return (null, fault.Message);
        }
    }
}
