using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Hall.Hub.Ratings;

namespace Hall.Web.Tests.Wire;

/// <summary>
/// What others read or write: a line for each event with its fields, each JSON object and table row by the names of its fields, each
/// code, alert, metric, setting, address and cookie. By what a name is, not by the type that carries it: types may be renamed.
/// </summary>
public static partial class WireList
{
    /// <summary>Every line, sorted.</summary>
    /// <param name="assemblies">The program's assemblies.</param>
    /// <param name="sources">The folder of its sources.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Assembly> assemblies, string sources)
    {
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).ToList();
        var texts = Directory.EnumerateFiles(sources, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations"))
            .Select(File.ReadAllText).ToList();
        return
        [
            .. Events(types).Concat(Objects(types)).Concat(Rows(types))
                .Concat(Constants(types, "AlertKind", "alert")).Concat(Constants(types, "ApiCode", "code"))
                .Concat(Constants(types, "RejectionCode", "code")).Concat(Found(texts, Metric(), "metric"))
                .Concat(Found(texts, Setting(), "setting")).Concat(Found(texts, Cookie(), "cookie"))
                .Concat(Found(texts, Address(), "address")).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What of the earlier lines is not there any more: a name that went, or an object none of today's has all fields
    /// of.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<string> before, IReadOnlyList<string> now)
    {
        var lines = now.ToHashSet();
        var objects = now.Select(Split).ToLookup(line => line.Kind, line => line.Fields);
        return
        [
            .. before.Where(line => line.Length > 0 && !lines.Contains(line)).Where(line =>
            {
                var (kind, fields) = Split(line);
                return fields.Count == 0 || !objects[kind].Any(fields.IsSubsetOf);
            }),
        ];
    }

    private static (string Kind, HashSet<string> Fields) Split(string line) =>
        line.Split(": ", 2) is [var kind, var fields] ? (kind, [.. fields.Split(' ')]) : (line, []);

    private static IEnumerable<string> Events(List<Type> types)
    {
        var names = (IReadOnlyDictionary<Type, string>)types.Single(type => type.Name == "EventNames").GetProperty("All")!.GetValue(null)!;
        var context = Default(types.Single(type => type.Name == "HallJsonContext"));
        return names.Select(pair => $"event {pair.Value}: {Fields(context.GetTypeInfo(pair.Key)!)}");
    }

    private static IEnumerable<string> Objects(List<Type> types) => types
        .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
        .SelectMany(type =>
        {
            var (context, seen) = (Default(type), new HashSet<Type>());
            var asked = new Queue<Type>(type.GetCustomAttributesData().Where(one => one.AttributeType == typeof(JsonSerializableAttribute))
                .Select(one => (Type)one.ConstructorArguments[0].Value!));
            var lines = new List<string>();
            while (asked.TryDequeue(out var next))
            {
                if (seen.Add(next) && context.GetTypeInfo(next) is { } info)
                {
                    lines.AddRange(info.Kind == JsonTypeInfoKind.Object && info.Properties.Count > 0 ? [$"object: {Fields(info)}"] : []);
                    info.Properties.Select(property => property.PropertyType).Concat(next.GetGenericArguments()).ToList()
                        .ForEach(asked.Enqueue);
                }
            }

            return lines;
        });

    private static IEnumerable<string> Rows(List<Type> types) => types
        .Where(type => type is { IsPublic: true, IsClass: true } && type.Name.EndsWith("Row", StringComparison.Ordinal)
            && type.Namespace!.EndsWith(".Ratings", StringComparison.Ordinal))
        .Select(type => type.GetProperties().Select(property => property.Name))
        .Append(FigureColumns.All.Select(column => column.Name))
        .Select(names => $"row: {string.Join(' ', names.Order(StringComparer.Ordinal))}");

    private static IEnumerable<string> Constants(List<Type> types, string name, string kind) => types
        .Where(type => type.Name == name).SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => $"{kind} {field.GetRawConstantValue()}");

    private static IEnumerable<string> Found(List<string> texts, Regex pattern, string kind) => texts
        .SelectMany(text => pattern.Matches(text)).Select(match => $"{kind} {match.Groups[1].Value}");

    private static JsonSerializerContext Default(Type context) =>
        (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static string Fields(JsonTypeInfo info) =>
        string.Join(' ', info.Properties.Select(property => property.Name).Order(StringComparer.Ordinal));

    [GeneratedRegex("\"(hall_[a-z_]+)")]
    private static partial Regex Metric();

    [GeneratedRegex("\"(HALL_[A-Za-z_]+)")]
    private static partial Regex Setting();

    [GeneratedRegex("\"(hall-[a-z-]+)\"")]
    private static partial Regex Cookie();

    [GeneratedRegex("""(?:@page |Map\w*(?:<\w+>)?\(\s*)"(/[^"]*)""")]
    private static partial Regex Address();
}
