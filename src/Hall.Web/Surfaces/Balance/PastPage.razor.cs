using System.Globalization;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Engine;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Accounts;
using Hall.Hub.Balance;
using Hall.Hub.Sheets;
using Hall.Storage.Audit;
using Hall.Storage.Past;
using Hall.Storage.People;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Balance;

/// <summary>The hall's old days: another system's visits taken in and taken away again, and days played once more under our
/// rules.</summary>
public sealed partial class PastPage
{
    private const string Own = "own";
    private const string Imported = "imported";
    private const int MostDays = 60;
    private const string MappingExample =
        """{"columns":{"arrive":"CreateTime","call":"CallTime","end":"EndTime","service":"Business"},"services":{"社保卡":"A06"}}""";

    private static readonly IReadOnlyList<string> Policies = [.. DispatchPolicies.Names];
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<PastImport> _imports = [];
    private IReadOnlyList<SheetFault> _faults = [];
    private ReplayAnswer? _answer;
    private string _from = Own;
    private string _policy = "fcfs";
    private string _source = "";
    private string _mapping = "";
    private string? _said;
    private string? _refused;
    private long? _removing;
    private bool _asking;

    [Inject]
    private PastVisits Past { get; set; } = default!;

    [Inject]
    private PastVisitStore Store { get; set; } = default!;

    [Inject]
    private WhatIfService WhatIf { get; set; } = default!;

    [Inject]
    private UploadFolder Uploads { get; set; } = default!;

    [Inject]
    private PeopleStore People { get; set; } = default!;

    private Dictionary<string, string> Sources => new()
    {
        [Own] = Words[Word.OldDaysOwn, MostDays], [Imported] = Words[Word.OldDaysImported],
    };

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        await base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        Look();
    }

    private void Look() => _imports = Snapshot is null ? [] : Store.Imports(Snapshot.Hall);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task PlayAsync()
    {
        (_asking, _refused, _answer) = (true, null, null);
        try
        {
            var plan = Snapshot!.Plan;
            var visits = _from == Own
                ? await Past.RecordedAsync(plan, Snapshot.BusinessDay.AddDays(-MostDays), Snapshot.BusinessDay, _gone.Token)
                : Past.Imported(plan, DateOnly.MinValue, Snapshot.BusinessDay);
            if (visits.Count == 0)
            {
                _refused = Words[Word.OldDaysEmpty];
                return;
            }

            _answer = await WhatIf.ReplayAsync(visits, _policy, plan.Configuration.Priorities, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _asking = false;
        }
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_faults, _said, _refused) = ([], null, null);
        if (!May(Permission.ConfigurationEdit))
        {
            return;
        }

        var (mapping, wrong) = PastMapping.Read(_mapping);
        if (mapping is null)
        {
            _faults = [new("", "", "past.mapping", wrong!)];
            return;
        }

        if (await Uploads.ReceiveAsync(chosen.File, BodyBounds.Spreadsheet) is not { } bytes)
        {
            _said = Words[Word.ConfigurationTooLarge, BodyBounds.Spreadsheet.Megabytes];
            return;
        }

        var plan = Snapshot!.Plan;
        var reading = PastImporter.Read(bytes, mapping, plan, await Past.FirstOwnDayAsync(plan, Snapshot.BusinessDay, _gone.Token));
        _faults = reading.Faults;
        if (reading.Visits.Count == 0)
        {
            return;
        }

        var source = _source.Trim().Length > 0 ? _source.Trim() : chosen.File.Name;
        var number = Store.Add(Snapshot.Hall, source, Actor, Now, reading.Visits);
        await NoteAsync(Invariant($"import {number}: {reading.Visits.Count} visits"));
        _said = Words[Word.OldDaysTaken, reading.Visits.Count, number];
        Look();
    }

    private async Task Remove(PastImport import)
    {
        if (_removing != import.Number)
        {
            _removing = import.Number;
            return;
        }

        _removing = null;
        if (May(Permission.ConfigurationEdit) && Store.Remove(Snapshot!.Hall, import.Number))
        {
            await NoteAsync(Invariant($"import {import.Number} removed"));
        }

        Look();
    }

    private Task<bool> NoteAsync(string what) => People.ChangeAsync(async change =>
    {
        await change.NoteAsync(Actor, AuditKind.PastImported, Hall, what);
        return true;
    });
}
