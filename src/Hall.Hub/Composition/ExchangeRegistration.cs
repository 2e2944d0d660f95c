using Hall.Hub.Exchange;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hall.Hub.Composition;

/// <summary>Puts the exchange into a hub.</summary>
public static class ExchangeRegistration
{
    /// <summary>Adds it; a signer that was registered before stays.</summary>
    public static IServiceCollection AddHallExchange(this IServiceCollection services)
    {
        services.TryAddSingleton<IExchangeSigner, HmacExchangeSigner>();
        return services
            .AddSingleton<ExchangeSettingsFile>()
            .AddSingleton<ExchangeLine>()
            .AddSingleton<ExchangeOutbox>()
            .AddHostedService<ExchangePush>();
    }
}
