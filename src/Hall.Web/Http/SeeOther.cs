
namespace Hall.Web.Http;

/// <summary>303, which makes every browser ask for the next page with GET, so that a reload does not send the form again.</summary>
public sealed class SeeOther : IResult
{
    private readonly string _address;

    private SeeOther(string address) => _address = address;

    /// <summary>On to an address.</summary>
    public static SeeOther To(string address) => new(address);

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = LocalAddress.Encoded(_address);
        return Task.CompletedTask;
    }
}
