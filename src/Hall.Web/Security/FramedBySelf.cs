namespace Hall.Web.Security;

/// <summary>Marks an endpoint that this hub's own pages may frame; every other page refuses to be framed by anybody.</summary>
public sealed class FramedBySelf
{
    /// <summary>The mark.</summary>
    public static readonly FramedBySelf Mark = new();

    /// <summary>Whether the answer to a request may be framed.</summary>
    public static bool Is(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<FramedBySelf>() is not null;
    }
}
