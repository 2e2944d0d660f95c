using Bunit;
using Hall.Web.Surfaces.Staff;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What pages of staff stand on, and their fields as people use them.</summary>
internal static class StaffPages
{
    /// <summary>The component library's services, for a page that is opened without its layout.</summary>
    public static IServiceCollection AddStaffPages(this IServiceCollection services) =>
        services.AddMudServices(library => library.PopoverOptions.CheckForPopoverProvider = false);

    /// <summary>What is said at the edge of the page.</summary>
    public static IEnumerable<string> SaidAtTheEdge(this IServiceProvider services) =>
        services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(one => one.Message ?? "");

    /// <summary>Chooses from a field of few things.</summary>
    public static Task ChooseAsync<TPage, T>(this IRenderedComponent<TPage> page, string id, T value)
        where TPage : IComponent => page.InvokeAsync(() => ((IRenderedComponent<IComponent>)page).FindComponents<ChoiceField<T>>()
            .Single(field => field.Instance.InputId == id).Instance.ValueChanged.InvokeAsync(value));

    /// <summary>Chooses from a field of many things.</summary>
    public static Task LookUpAsync<TPage, T>(this IRenderedComponent<TPage> page, string id, T value)
        where TPage : IComponent => page.InvokeAsync(() => ((IRenderedComponent<IComponent>)page).FindComponents<LookupField<T>>()
            .Single(field => field.Instance.InputId == id).Instance.ValueChanged.InvokeAsync(value));
}
