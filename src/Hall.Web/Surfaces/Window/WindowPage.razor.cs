using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Window;

/// <summary>What hangs over a window: whose turn it is, who serves, what to have ready.</summary>
public sealed partial class WindowPage
{
    /// <summary>The counter in the address.</summary>
    [Parameter]
    public string Counter { get; set; } = "";

    private static string StateKey(CounterState state) => state switch
    {
        CounterState.Calling => Word.WindowCome,
        CounterState.Serving => Word.WindowNow,
        CounterState.Paused => Word.WindowPaused,
        CounterState.Closed => Word.WindowClosed,
        _ => Word.WindowFree,
    };

    private string NameOf(StaffNumber teller) =>
        Snapshot!.Plan.Tellers.TryGetValue(teller, out var known) && known.Name.Length > 0 ? known.Name : teller.Value;

    private Service? ServiceOf(CounterView view) =>
        view.Current is { } ticket ? Snapshot!.Plan.Find(ticket.Service) : null;

    private IReadOnlyList<string> Documents(Service service) => KioskCatalogue.DocumentsOf(service, Language);
}
