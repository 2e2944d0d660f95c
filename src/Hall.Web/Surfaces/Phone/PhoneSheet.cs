using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Hall.Web.Surfaces.Phone;

/// <summary>
/// The sheet of a citizen's telephone: of <c>hall.styles.css</c>, into which the build brings the sheets of all components, only those
/// parts that stand beside its own. The build writes the file's name above each part.
/// </summary>
public sealed class PhoneSheet
{
    /// <summary>Its address.</summary>
    public const string Path = "/phone.styles.css";

    private const string Begins = "/* /";
    private const string Ends = ".rz.scp.css */";
    private const string Own = "Surfaces/Phone/";
    private readonly byte[] _plain;
    private readonly byte[] _compressed;
    private readonly EntityTagHeaderValue _tag;

    /// <summary>Reads the sheet of all components.</summary>
    public PhoneSheet(IWebHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo("hall.styles.css").CreateReadStream());
        _plain = Encoding.UTF8.GetBytes(PartsOf(reader.ReadToEnd()));
        using var into = new MemoryStream();
        using (var zip = new BrotliStream(into, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(_plain);
        }

        _compressed = into.ToArray();
        _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(_plain))[..16]}\"");
    }

    /// <summary>The parts of the telephone's components.</summary>
    /// <param name="sheet">The sheet of all.</param>
    public static string PartsOf(string sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var (parts, keeps) = (new StringBuilder(), false);
        foreach (var line in sheet.Split('\n'))
        {
            if (line.StartsWith(Begins, StringComparison.Ordinal) && line.TrimEnd().EndsWith(Ends, StringComparison.Ordinal))
            {
                keeps = line.AsSpan(Begins.Length).StartsWith(Own, StringComparison.Ordinal);
            }
            else if (keeps)
            {
                parts.Append(line).Append('\n');
            }
        }

        return parts.ToString();
    }

    /// <summary>Maps its address; a telephone asks again each time, and is mostly told that it has it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Path, (HttpContext context, PhoneSheet sheet) => sheet.Answer(context)).AllowAnonymous().ExcludeFromDescription();

    private FileContentHttpResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var isShort = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (isShort)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        return TypedResults.Bytes(isShort ? _compressed : _plain, "text/css; charset=utf-8", entityTag: _tag);
    }
}
