using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.People;

namespace Hall.Web.Counters;

/// <summary>Closes the counters of tellers who were disabled, or whose role was taken away, while they worked.</summary>
public sealed partial class DismissedTellers(PeopleRegister people, IHallDirectory halls, ILogger<DismissedTellers> logger) : BackgroundService
{
    private readonly SemaphoreSlim _look = new(0);

    /// <inheritdoc />
    public override void Dispose()
    {
        _look.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        people.Changed += Look;
        try
        {
            while (true)
            {
                await DismissAsync();
                await _look.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
        finally
        {
            people.Changed -= Look;
        }
    }

    private void Look() => _look.Release();

    private async Task DismissAsync()
    {
        foreach (var hall in halls.All)
        {
            foreach (var teller in hall.Snapshot.Counters.Select(view => view.Counter.Teller).OfType<StaffNumber>().Where(MayNotServe).ToList())
            {
                try
                {
                    await CounterRelief.DismissAsync(hall, teller);
                    LogDismissed(hall.Id, teller);
                }
                catch (JournalUnavailableException)
                {
                    // The hall refuses everything now, also what this teller would do; it is tried again with the next change.
                }
            }
        }
    }

    // Tellers without an account, as halls without sign-in have them, are nobody's business here.
    private bool MayNotServe(StaffNumber teller) => people.FindStaff(teller.Value) is { } person
        && (person.Disabled || !person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Hall {Hall}: teller {Teller} may no longer serve; the counter was closed")]
    private partial void LogDismissed(HallId hall, StaffNumber teller);
}
