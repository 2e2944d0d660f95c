using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hall.Core.Configuration;

/// <summary>How a hall's configuration stands in its file; the journal's events have options of their own.</summary>
public static class ConfigurationJson
{
    /// <summary>camelCase, enums by name, Chinese as it is; nulls and missing fields are refused where a record wants a value.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = true,
            // The file is read by people and never stands inside HTML, so that Chinese stays Chinese.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameAsInTheFile } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TimeOfDayConverter());
        options.MakeReadOnly();
        return options;
    }

    // Events keep the name that the first version gave them; the file has today's.
    private static void NameAsInTheFile(JsonTypeInfo type)
    {
        foreach (var property in type.Type == typeof(HallConfiguration) ? type.Properties : [])
        {
            property.Name = property.Name == "padBuses" ? "deviceLines" : property.Name;
        }
    }
}
