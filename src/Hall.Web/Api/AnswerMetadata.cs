namespace Hall.Web.Api;

/// <summary>Says in the API's description what an endpoint answers.</summary>
internal static class AnswerMetadata
{
    /// <summary>The endpoint answers with this shape.</summary>
    public static IEndpointConventionBuilder Answers<T>(
        this IEndpointConventionBuilder builder, int status = StatusCodes.Status200OK, string contentType = "application/json") =>
        builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));
}
