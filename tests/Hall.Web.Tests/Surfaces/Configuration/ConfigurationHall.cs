using Bunit;
using Hall.Core.Configuration;
using Hall.Hub.Accounts;
using Hall.Hub.Configurations;
using Hall.Web.Surfaces.Configuration;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>The configuration page of a running hub.</summary>
public abstract class ConfigurationHall : HubPages
{
    /// <summary>The drafts of the hub.</summary>
    protected ConfigurationDrafts Drafts => Hub.Get<ConfigurationDrafts>();

    /// <summary>What is in force.</summary>
    protected HallConfiguration Live => Hub.Hall.Snapshot.Plan.Configuration;

    /// <summary>Opens a section for somebody with a role.</summary>
    protected Opened Open(string section, string role = Role.Administrator, string? staff = null)
    {
        Services.GetService<NavigationManager>()!.NavigateTo($"/demo-small/manager/configuration?section={section}");
        var page = Open<ConfigurationPage>(role, staff);
        page.Until(() => page.Page.Find(".draft-tabs"));
        return page;
    }

    /// <summary>Types into a field of the draft.</summary>
    protected static void Type(Opened page, string path, string value) => page.Do(() => page.Page.Find($"#{FieldOf(path)}").Change(value));

    /// <summary>What a field of the draft shows.</summary>
    protected static string? Value(Opened page, string path) => page.Page.Find($"#{FieldOf(path)}").GetAttribute("value");

    /// <summary>Opens the fields of a service.</summary>
    protected static void OpenService(Opened page, string code) =>
        page.Do(() => page.Page.FindAll(".draft-line").Single(line => line.QuerySelector("b")!.TextContent == code).Click());

    /// <summary>Publishes with a reason.</summary>
    protected static void Publish(Opened page, string why)
    {
        page.Do(() => page.Page.Find("#why").Input(why));
        page.Do(() => page.Page.Find(".configuration-publish").Submit());
    }

    /// <summary>The id of a field's element.</summary>
    protected static string FieldOf(string path) =>
        "f-" + string.Concat(path.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
}
