namespace Hall.Web.Http;

/// <summary>What a request's body may hold.</summary>
/// <param name="Example">One as JSON.</param>
/// <param name="Meaning">What else it may hold, in a sentence.</param>
internal sealed record TakenBody(string Example, string? Meaning);

/// <summary>Where a value of a request stands.</summary>
internal enum ReadFrom
{
    /// <summary>In the query.</summary>
    Query,

    /// <summary>In a header.</summary>
    Header,
}

/// <summary>A value that an endpoint reads beside its address and its body.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Where it stands.</param>
/// <param name="Meaning">What it is, in a sentence.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record ReadValue(string Name, ReadFrom From, string Meaning, bool IsRequired);

/// <summary>Says in the API's description what an endpoint takes and answers.</summary>
internal static class AnswerMetadata
{
    /// <summary>The endpoint answers with this shape.</summary>
    public static IEndpointConventionBuilder Answers<T>(
        this IEndpointConventionBuilder builder, int status = StatusCodes.Status200OK, string contentType = "application/json")
    {
        // A bare request delegate is left out of the description, unless its method stands among what is known of it.
        builder.Add(endpoint => endpoint.Metadata.Add(endpoint.RequestDelegate!.Method));
        return builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));
    }

    /// <summary>The endpoint takes a body such as this.</summary>
    public static IEndpointConventionBuilder Takes(this IEndpointConventionBuilder builder, string? example, string? meaning = null) =>
        example is null ? builder : builder.WithMetadata(new TakenBody(example, meaning));

    /// <summary>The endpoint reads a value beside its address and its body.</summary>
    public static IEndpointConventionBuilder Reads(
        this IEndpointConventionBuilder builder, string name, ReadFrom from, string meaning, bool isRequired = false) =>
        builder.WithMetadata(new ReadValue(name, from, meaning, isRequired));
}
