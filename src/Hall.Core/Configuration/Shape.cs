using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Hall.Core.Configuration;

/// <summary>What a type of the configuration looks like in JSON.</summary>
internal static class Shape
{
    /// <summary>The key and value of a dictionary type; null for other types.</summary>
    public static (Type Key, Type Value)? KeyAndValueOf(Type type) =>
        Implemented(type, typeof(IReadOnlyDictionary<,>)) is { } entry
            ? (entry.GenericTypeArguments[0], entry.GenericTypeArguments[1])
            : null;

    /// <summary>The item of a list type; null for other types.</summary>
    public static Type? ItemOf(Type type) => Implemented(type, typeof(IReadOnlyList<>))?.GenericTypeArguments[0];

    /// <summary>Whether a file must give this field.</summary>
    public static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    /// <summary>A value of this type that does no harm, in the place of one that is missing or faulty.</summary>
    public static JsonNode Placeholder(Type type)
    {
        if (KeyAndValueOf(type) is not null)
        {
            return new JsonObject();
        }

        if (ItemOf(type) is not null)
        {
            return new JsonArray();
        }

        var contract = ConfigurationJson.Options.GetTypeInfo(type);
        return contract.Kind == JsonTypeInfoKind.Object
            ? new JsonObject(contract.Properties.Where(IsRequired).Select(property =>
                KeyValuePair.Create(property.Name, (JsonNode?)Placeholder(property.PropertyType))))
            : ScalarShape.Of(type).Placeholder.DeepClone();
    }

    private static Type? Implemented(Type type, Type definition) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(candidate =>
            candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition);
}
