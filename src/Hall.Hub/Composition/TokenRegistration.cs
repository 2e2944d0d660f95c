using Hall.Hub.Tokens;
using Hall.Storage.Hosting;

namespace Hall.Hub.Composition;

/// <summary>Puts tokens into a hub.</summary>
public static class TokenRegistration
{
    /// <summary>Adds the secret, the tokens and the links; call it before the surfaces, which else put no code on a ticket.</summary>
    public static IServiceCollection AddHallTokens(this IServiceCollection services) => services
        .AddSingleton<HubSecret>()
        .AddSingleton<TicketTokens>()
        .AddSingleton<PublicAddress>()
        .AddSingleton<FollowLinks>()
        .AddSingleton<IFollowLinks>(provider => provider.GetRequiredService<FollowLinks>());
}
