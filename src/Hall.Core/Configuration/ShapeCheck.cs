using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Hall.Core.Configuration;

/// <summary>
/// Compares a JSON text with the records it is for: unknown, repeated and missing fields, and values of the wrong kind. It
/// hands back a copy that fits the records, with harmless values in the place of the faulty ones, so that one reading can
/// report faults of form and of rule together.
/// </summary>
/// <param name="faults">Where faults of form are put.</param>
public sealed class ShapeCheck(List<ConfigurationFault> faults)
{
    /// <summary>A copy that fits a record, whatever stands in the text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="type">The record.</param>
    public JsonNode Fit(JsonOutline value, Type type)
    {
        if (Shape.KeyAndValueOf(type) is { } entry)
        {
            return FitDictionary(value, entry.Key, entry.Value);
        }

        if (Shape.ItemOf(type) is { } item)
        {
            return FitList(value, item);
        }

        var contract = ConfigurationJson.Options.GetTypeInfo(type);
        return contract.Kind == JsonTypeInfoKind.Object ? FitObject(value, contract) : FitScalar(value, type);
    }

    private JsonObject FitObject(JsonOutline value, JsonTypeInfo contract)
    {
        var fitted = new JsonObject();
        if (!Is(value, JsonValueKind.Object, "an object in braces"))
        {
            AddPlaceholders(fitted, contract);
            return fitted;
        }

        foreach (var (name, line, member) in value.Members)
        {
            if (value.Path.Length == 0 && name == "$schema")
            {
                continue;
            }

            if (contract.Properties.FirstOrDefault(known => known.Name == name) is not { } property)
            {
                var known = string.Join(", ", contract.Properties.Select(property => property.Name));
                Fault(member.Path, line, $"There is no field \"{name}\" here. Remove it or use one of: {known}.");
            }
            else if (fitted.ContainsKey(name))
            {
                Fault(member.Path, line, $"The field \"{name}\" stands here twice. Keep one of them.");
            }
            else
            {
                fitted[name] = Fit(member, property.PropertyType);
            }
        }

        foreach (var missing in contract.Properties.Where(property => Shape.IsRequired(property) && !fitted.ContainsKey(property.Name)))
        {
            Fault(Below(value.Path, missing.Name), value.Line, $"The field \"{missing.Name}\" is missing. Add it.");
        }

        AddPlaceholders(fitted, contract);
        return fitted;
    }

    private JsonObject FitDictionary(JsonOutline value, Type key, Type item)
    {
        var fitted = new JsonObject();
        if (!Is(value, JsonValueKind.Object, "an object in braces"))
        {
            return fitted;
        }

        foreach (var (name, line, member) in value.Members)
        {
            if (ScalarShape.Of(key) is var shape && shape.Refuse(JsonValue.Create(name)) is { } expected)
            {
                Fault(member.Path, line, $"\"{name}\" cannot stand here: {expected} is expected. Correct it.");
            }
            else if (fitted.ContainsKey(name))
            {
                Fault(member.Path, line, $"\"{name}\" stands here twice. Keep one of them.");
            }
            else
            {
                fitted[name] = Fit(member, item);
            }
        }

        return fitted;
    }

    private JsonArray FitList(JsonOutline value, Type item)
    {
        var fitted = new JsonArray();
        if (Is(value, JsonValueKind.Array, "a list in brackets"))
        {
            foreach (var element in value.Items)
            {
                fitted.Add(Fit(element, item));
            }
        }

        return fitted;
    }

    private JsonNode FitScalar(JsonOutline value, Type type)
    {
        var shape = ScalarShape.Of(type);
        if (shape.Refuse(value.Scalar) is not { } expected)
        {
            return value.Scalar!.DeepClone();
        }

        Fault(value.Path, value.Line, $"{Said(value)} stands here, but {expected} is expected. Correct it.");
        return shape.Placeholder.DeepClone();
    }

    private bool Is(JsonOutline value, JsonValueKind kind, string expected)
    {
        if (value.Kind == kind)
        {
            return true;
        }

        Fault(value.Path, value.Line, $"{Said(value)} stands here, but {expected} is expected. Correct it.");
        return false;
    }

    private static void AddPlaceholders(JsonObject fitted, JsonTypeInfo contract)
    {
        foreach (var property in contract.Properties.Where(Shape.IsRequired))
        {
            if (!fitted.ContainsKey(property.Name))
            {
                fitted[property.Name] = Shape.Placeholder(property.PropertyType);
            }
        }
    }

    private static string Said(JsonOutline value) => value.Kind switch
    {
        JsonValueKind.Object => "An object",
        JsonValueKind.Array => "A list",
        JsonValueKind.Null => "null",
        _ => Shortened(value.Scalar!.ToJsonString(ConfigurationJson.Options)),
    };

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Fault(string path, int line, string message) => faults.Add(new(path, line, message));
}
