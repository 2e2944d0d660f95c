using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Hall.Web.Http;

/// <summary>
/// How the API writes its shapes: Chinese as Chinese, because an integrator reads answers with the eye, too. What a page could take for
/// markup is still escaped.
/// </summary>
internal static class ApiJson
{
    private static readonly JavaScriptEncoder Letters = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>For a writer of its own.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = Letters };

    /// <summary>The shapes.</summary>
    public static ApiJsonContext Shapes { get; } = new(new JsonSerializerOptions(ApiJsonContext.Default.Options) { Encoder = Letters });
}
