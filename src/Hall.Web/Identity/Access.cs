using System.Security.Claims;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Microsoft.AspNetCore.Authorization;

namespace Hall.Web.Identity;

/// <summary>Asks for a permission of the table in <see cref="Role"/>.</summary>
/// <param name="Permission">One of <see cref="People.Permission"/>.</param>
public sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;

/// <summary>Asks for a person or a screen, whichever.</summary>
public sealed record SomebodyRequirement : IAuthorizationRequirement;

/// <summary>Asks for a person, whatever their role.</summary>
public sealed record PersonRequirement : IAuthorizationRequirement
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "person";
}

/// <summary>Answers <see cref="PersonRequirement"/>.</summary>
public sealed class PersonHandler : AuthorizationHandler<PersonRequirement>
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonRequirement requirement)
    {
        if (context.User.Staff() is not null)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Answers <see cref="PermissionRequirement"/>.</summary>
public sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.User.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Answers <see cref="SomebodyRequirement"/>.</summary>
public sealed class SomebodyHandler : AuthorizationHandler<SomebodyRequirement>
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SomebodyRequirement requirement)
    {
        if (context.User.Identities.Any(identity => identity.IsAuthenticated))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>What a principal is allowed to do.</summary>
public static class Access
{
    /// <summary>Whether a person's roles, as the table has them, include a permission.</summary>
    public static bool May(this ClaimsPrincipal principal, string permission) =>
        principal.FindAll(ClaimTypes.Role).Any(role => role.Subject?.AuthenticationType is StaffSession.Scheme or Demonstrator.Scheme
            && Role.PermissionsOf(role.Value).Contains(permission));

    /// <summary>Staff number of the person; null for a screen or nobody.</summary>
    public static string? Staff(this ClaimsPrincipal principal) => principal.Identities
        .FirstOrDefault(identity =>
            identity.AuthenticationType is StaffSession.Scheme or Demonstrator.Scheme)?.FindFirst(ClaimTypes.Name)?.Value;

    /// <summary>Registers a policy per permission, named like it, that of screens, and the rule that what nobody thought of is for somebody
    /// known only.</summary>
    public static IServiceCollection AddHallAccess(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationHandler, SomebodyHandler>();
        services.AddSingleton<IAuthorizationHandler, PersonHandler>();
        services.AddSingleton<IAuthorizationHandler, ScreenHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusal>();
        return services.AddAuthorization(options =>
        {
            var somebody = new AuthorizationPolicyBuilder().AddRequirements(new SomebodyRequirement()).Build();
            options.FallbackPolicy = somebody;
            options.DefaultPolicy = somebody;
            options.AddPolicy(PersonRequirement.Policy, policy => policy.AddRequirements(new PersonRequirement()));
            options.AddPolicy(ScreenRequirement.Policy, policy => policy.AddRequirements(new ScreenRequirement()));
            foreach (var permission in Permission.All)
            {
                options.AddPolicy(permission, policy => policy.AddRequirements(new PermissionRequirement(permission)));
            }
        });
    }
}
