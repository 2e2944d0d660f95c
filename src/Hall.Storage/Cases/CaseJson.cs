using System.Text.Json.Serialization;
using Hall.Core.Cases;

namespace Hall.Storage.Cases;

/// <summary>Source-generated JSON of cases and complaints as they are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReviewCase))]
[JsonSerializable(typeof(Complaint))]
[JsonSerializable(typeof(Contact))]
public sealed partial class CaseJson : JsonSerializerContext;
