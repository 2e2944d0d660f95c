using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Window;

/// <summary>What hangs over a window: whose turn it is, who serves, what to have ready; and the rating, when it is asked for.</summary>
public sealed partial class WindowPage
{
    private const string Asking = "asking";
    private const string Resting = "idle";
    private const string Paused = "paused";
    private const string Closed = "closed";

    /// <summary>The counter in the address.</summary>
    [Parameter]
    public string Counter { get; set; } = "";

    private Words Other => Words.For(Language == Words.English ? Words.Chinese : Words.English);

    // Whoever is called or served is more than a question to who was served before.
    private string LookOf(CounterView view) => view.Counter.State switch
    {
        CounterState.Calling or CounterState.Serving => view.Counter.State.ToString().ToLowerInvariant(),
        _ when SecondsOf(view) > 0 => Asking,
        CounterState.Paused => Paused,
        CounterState.Closed => Closed,
        _ => Resting,
    };

    private int SecondsOf(CounterView view) =>
        view.Counter.Feedback is { } minute ? (int)Math.Ceiling((minute.Until - Now).TotalSeconds) : 0;

    private string? AskedOf(CounterView view) => Snapshot!.RecentCalls
        .FirstOrDefault(call => call.Counter == view.Counter.Id)?.Number;

    private string ZoneName(CounterView view, Words words) =>
        Snapshot!.Plan.Zones.GetValueOrDefault(view.Counter.Zone)?.Names.In(words.Language) ?? "";

    private string TextOf(string key) =>
        Snapshot!.Plan.Configuration.Texts.TryGetValue(key, out var text) ? text.In(Language) : "";

    private RenderFragment Side(CounterView view) => side =>
    {
        side.OpenComponent<WindowSide>(0);
        side.AddComponentParameter(1, nameof(WindowSide.Words), Words);
        side.AddComponentParameter(2, nameof(WindowSide.Teller), view.Counter.Teller);
        side.AddComponentParameter(3, nameof(WindowSide.Name), view.Counter.Teller is { } teller ? NameOf(teller) : "");
        side.AddComponentParameter(4, nameof(WindowSide.Service), view.Current is { } ticket ? Snapshot!.Plan.Find(ticket.Service) : null);
        side.CloseComponent();
    };

    private string NameOf(StaffNumber teller) =>
        Snapshot!.Plan.Tellers.TryGetValue(teller, out var known) && known.Name.Length > 0 ? known.Name : teller.Value;
}
