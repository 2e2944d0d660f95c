using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using ApiExplorerDescription = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace Hall.Web.Http;

/// <summary>The API as <c>/openapi/v1.json</c> describes it: its addresses, what they take and answer, and every code of a
/// refusal.</summary>
internal static class ApiDescription
{
    private const string Problem = "Problem";

    /// <summary>Describes the API and nothing else that the hub serves.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer(DescribeDocument);
    }

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new() { Title = "Hall", Version = "v1",
            Description = "Queue, tickets and satisfaction of a hall. Instants are ISO 8601 with offset, durations seconds." };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer",
            Description = "A key of 'hall key create'." };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused; nothing has changed.",
            Content =
                new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] =
                    new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
        };
        operation.Parameters = [.. Places(context.Description), .. Values(context.Description)];
        if (string.Equals(context.Description.HttpMethod, "POST", StringComparison.OrdinalIgnoreCase))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key", In = ParameterLocation.Header,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                Description = "Kept for 24 h: the same body gets the first answer again, another body is refused.",
            });
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakenBody>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = body.Meaning },
                        Example = JsonNode.Parse(body.Example) },
                },
            };
        }

        return Task.CompletedTask;
    }

    // What an address names: the hall, a counter, a ticket.
    private static IEnumerable<OpenApiParameter> Places(ApiExplorerDescription description) =>
        RoutePatternFactory.Parse(description.RelativePath!).Parameters.Select(place => new OpenApiParameter
        {
            Name = place.Name, In = ParameterLocation.Path, Required = true,
            Schema = place.Name == "ticketId" ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }
                : new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static IEnumerable<OpenApiParameter> Values(ApiExplorerDescription description) =>
        description.ActionDescriptor.EndpointMetadata.OfType<ReadValue>().Select(value => new OpenApiParameter
        {
            Name = value.Name, In = value.From == ReadFrom.Query ? ParameterLocation.Query : ParameterLocation.Header,
            Required = value.IsRequired, Description = value.Meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static OpenApiSchema ProblemSchema()
    {
        var codes =
            new ResourceManager("Hall.Web.Http.Errors", typeof(ApiDescription).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true,
                true)!
            .Cast<DictionaryEntry>().Select(entry => (Code: (string)entry.Key, Sentence: (string)entry.Value!))
            .OrderBy(entry => entry.Code, StringComparer.Ordinal).ToList();
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457",
            Required = new HashSet<string> { "type", "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["code"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. codes.Select(entry => JsonValue.Create(entry.Code))],
                    Description = string.Join('\n',
                        codes.Select(entry => Invariant($"- `{entry.Code}` ({ApiCode.StatusOf(entry.Code)}): {entry.Sentence}"))),
                },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["path"] = new OpenApiSchema { Type = JsonSchemaType.String },
                            ["message"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        },
                    },
                },
            },
        };
    }
}
