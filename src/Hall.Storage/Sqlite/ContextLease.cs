using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Storage.Sqlite;

/// <summary>Tables that are open for one reading or one change, and closed with it.</summary>
/// <param name="Context">The tables.</param>
/// <param name="Scope">The services they were made with, which go with them; null where there are none.</param>
public sealed record ContextLease<TContext>(TContext Context, AsyncServiceScope? Scope = null) : IDisposable, IAsyncDisposable
    where TContext : DbContext
{
    /// <inheritdoc />
    public void Dispose()
    {
        if (Scope is { } scope)
        {
            scope.Dispose();
        }
        else
        {
            Context.Dispose();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Scope is { } scope ? scope.DisposeAsync() : Context.DisposeAsync();
}
