using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Web.Http;

/// <summary>One fault in a request.</summary>
/// <param name="Path">The field, such as <c>services[1]</c>; empty for the body itself.</param>
/// <param name="Message">A sentence, in English, for the programmer.</param>
public sealed record RequestFault(string Path, string Message);

/// <summary>RFC 9457 as the API writes it.</summary>
public sealed record ProblemJson(
    string Type, string Title, int Status, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RequestFault>? Errors);

/// <summary>The request is refused before it reaches a hall.</summary>
internal sealed class ApiRefusal(string code, string? detail = null, IReadOnlyList<RequestFault>? faults = null) : Exception(code)
{
    public string Code { get; } = code;

    public string? Detail { get; } = detail;

    public IReadOnlyList<RequestFault>? Faults { get; } = faults;
}

/// <summary>Writes problems: a stable code, and its sentence in the caller's language.</summary>
internal static class Problems
{
    private static readonly ResourceManager Sentences = new("Hall.Web.Http.Errors", typeof(Problems).Assembly);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>The sentence of a code; null when it has none.</summary>
    public static string? Sentence(string code, bool chinese) =>
        Sentences.GetString(code, chinese ? Chinese : CultureInfo.InvariantCulture);

    /// <summary>Answers with a problem, unless an answer has begun.</summary>
    public static async Task WriteAsync(HttpContext context, string code, string? detail = null, IReadOnlyList<RequestFault>? faults = null)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        var status = ApiCode.StatusOf(code);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        var problem = new ProblemJson($"/errors/{code}", Sentence(code, WantsChinese(context)) ?? code, status, code, detail, faults);
        await JsonSerializer.SerializeAsync(context.Response.Body, problem, ApiJson.Shapes.ProblemJson, context.RequestAborted);
    }

    /// <summary>Whether the caller reads Chinese rather than English.</summary>
    public static bool WantsChinese(HttpContext context)
    {
        foreach (var language in context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return false;
    }
}
