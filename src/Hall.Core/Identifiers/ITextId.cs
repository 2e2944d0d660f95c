using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>An identifier that is a short text: a zone letter, a service code, a counter's number.</summary>
/// <typeparam name="TSelf">The identifier itself.</typeparam>
public interface ITextId<TSelf> where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The text, never null; empty for <c>default</c>.</summary>
    string Value { get; }

    /// <summary>Makes the identifier from its text.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>Writes a text identifier as a plain JSON string, also where it is a key.</summary>
/// <typeparam name="T">The identifier.</typeparam>
public sealed class TextIdConverter<T> : JsonConverter<T> where T : struct, ITextId<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? throw new JsonException("A text is expected here, not null."));

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc />
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Of(reader.GetString() ?? "");

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
