using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hall.Web.Tests.People;

/// <summary>An OpenID Connect provider that signs everybody in as <see cref="Staff"/>, without asking.</summary>
internal sealed class StubProvider : IAsyncDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;
    private string _nonce = "";

    public StubProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Authority,
            ["authorization_endpoint"] = $"{Authority}/authorize",
            ["token_endpoint"] = $"{Authority}/token",
            ["jwks_uri"] = $"{Authority}/jwks",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/jwks", () =>
        {
            var key = _key.ExportParameters(false);
            return Results.Json(
                new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Base64UrlEncoder.Encode(key.Modulus!),
                    e = Base64UrlEncoder.Encode(key.Exponent!) } } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            Assert.NotEmpty(request.Query["code_challenge"].ToString());
            _nonce = request.Query["nonce"].ToString();
            return Results.Redirect(
                $"{request.Query["redirect_uri"]}?code=good&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
        });
        _app.MapPost("/token",
            () => Results.Json(new Dictionary<string, object> { ["access_token"] = "none", ["token_type"] = "Bearer", ["expires_in"] = 60,
                ["id_token"] = IdToken() }));
    }

    /// <summary>Who signs in, as the provider tells their staff number.</summary>
    public string Staff { get; set; } = "";

    /// <summary>Its own name for them.</summary>
    public string Subject { get; set; } = "1";

    public string Authority => _app.Urls.First();

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string IdToken() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Audience = "hall",
        Claims = new Dictionary<string, object> { ["sub"] = Subject, ["preferred_username"] = Staff, ["nonce"] = _nonce },
        SigningCredentials = new(new RsaSecurityKey(_key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
    });
}
