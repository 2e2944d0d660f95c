using System.Text.RegularExpressions;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Hall.Benchmarks.Floods;

/// <summary>Something that anybody may ask.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">As the application lists it.</param>
/// <param name="Path">An address of it.</param>
internal sealed record AnonymousAddress(string Method, string Pattern, string Path)
{
    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every address that anybody may ask, as the application itself lists them.</summary>
internal static partial class AnonymousAddresses
{
    /// <summary>All of them, the page of a real ticket and a file of the pages included.</summary>
    /// <param name="token">The word behind a ticket's code.</param>
    public static IReadOnlyList<AnonymousAddress> All(string token)
    {
        var folder = Directory.CreateTempSubdirectory("hall-bench-list-").FullName;
        try
        {
            IEndpointRouteBuilder hub = HubApplication.Build(new HubOptions { DataFolder = folder, Urls = "http://127.0.0.1:0" });
            var listed = hub.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                    && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                    ? methods : ["GET", "POST"])
                    .Where(method => method is "GET" or "POST")
                        .Select(method => (method, pattern: $"/{endpoint.RoutePattern.RawText!.Trim('/')}")))
                .Distinct().Select(one => new AnonymousAddress(one.method, one.pattern, Place()
                    .Replace(one.pattern, place => place.Groups[1].Value switch
                {
                    "hall" => BenchmarkHall.Name,
                    "documentName" => "v1",
                    _ => "1",
                })));
            return [.. listed, new("GET", "/t/{its own}", $"/t/{token}"), new("GET", "/assets/hall.css", "/assets/hall.css"),
                new("GET", "/nowhere", "/nowhere/at/all")];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\{\**([A-Za-z]+)[^}]*\}")]
    private static partial Regex Place();
}
