using System.Buffers;
using Hall.Web.Http;

namespace Hall.Web.Api;

internal sealed partial class BodyReader
{
    /// <summary>Reads the bytes of a body up to the limit.</summary>
    /// <exception cref="ApiRefusal">It is too large, or not declared as JSON.</exception>
    public static async Task<byte[]> BytesOfAsync(HttpRequest request)
    {
        if (request.ContentLength > Largest)
        {
            throw new ApiRefusal(ApiCode.TooLarge);
        }

        while (true)
        {
            var read = await ReadAsync(request);
            if (read.Buffer.Length > Largest)
            {
                // The server drains the rest itself and may only once this read has ended.
                request.BodyReader.AdvanceTo(read.Buffer.End);
                throw new ApiRefusal(ApiCode.TooLarge);
            }

            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var bytes = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return bytes.Length == 0 || request.HasJsonContentType() ? bytes : throw new ApiRefusal(ApiCode.NotJson);
        }
    }

    private static async ValueTask<System.IO.Pipelines.ReadResult> ReadAsync(HttpRequest request)
    {
        try
        {
            return await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException broken)
        {
            // The sender's fault, and not the hub's: chunks that do not fit, a body that ends early or is too large.
            throw broken.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new ApiRefusal(ApiCode.TooLarge)
                : Malformed("", "The body cannot be read: it is cut off, or its chunks are broken.");
        }
    }
}
