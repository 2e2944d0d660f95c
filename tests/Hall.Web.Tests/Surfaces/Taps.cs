using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Tests.Surfaces;

/// <summary>
/// Taps as a browser makes them: the element is looked for and touched in one step of the page's own thread, so that no drawing
/// comes between the two and takes the element away.
/// </summary>
internal static class Taps
{
    /// <summary>Touches the element number <paramref name="at"/>, from 0, of those that <paramref name="selector"/> finds.</summary>
    public static Task TapAsync<TPage>(this IRenderedComponent<TPage> page, string selector, int at = 0)
        where TPage : IComponent => page.TapAsync(there => there.FindAll(selector)[at]);

    /// <summary>Touches the element that <paramref name="find"/> finds now.</summary>
    public static Task TapAsync<TPage>(this IRenderedComponent<TPage> page, Func<IRenderedComponent<TPage>, IElement> find)
        where TPage : IComponent => page.InvokeAsync(() => find(page).ClickAsync(new()));
}
