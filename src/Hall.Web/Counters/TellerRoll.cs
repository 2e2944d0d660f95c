using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.People;

namespace Hall.Web.Counters;

/// <summary>
/// Writes everybody who may serve at a counter into the halls' list of tellers, with their names as windows show them: an
/// account that was made just now opens a counter without anyone editing a configuration.
/// </summary>
public sealed class TellerRoll(PeopleRegister people, IHallDirectory halls) : BackgroundService
{
    private readonly SemaphoreSlim _look = new(0);

    /// <inheritdoc />
    public override void Dispose()
    {
        _look.Dispose();
        base.Dispose();
    }

    /// <summary>Brings one hall's list up to date.</summary>
    public static async Task WriteAsync(IHall hall, IReadOnlyList<RegisteredPerson> people)
    {
        var serving = people.Where(person => !person.Disabled && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)))
            .Select(person => new TellerDefinition(new StaffNumber(person.Staff), person.Name)).ToList();
        var numbers = serving.Select(teller => teller.Teller).ToHashSet();

        // Whoever has an account that may not serve is taken off the list, so that no other program opens a counter in that name.
        var gone = people.Select(person => new StaffNumber(person.Staff)).Where(number => !numbers.Contains(number)).ToList();
        var listed = hall.Snapshot.Plan.Configuration.Tellers.ToHashSet();
        if (!listed.IsSupersetOf(serving) || listed.Select(teller => teller.Teller).Intersect(gone).Any())
        {
            await hall.ExecuteAsync(new SetTellers(serving, gone));
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        people.Changed += Look;
        try
        {
            while (true)
            {
                foreach (var hall in halls.All)
                {
                    await TryWriteAsync(hall);
                }

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

    private async Task TryWriteAsync(IHall hall)
    {
        try
        {
            await WriteAsync(hall, people.All);
        }
        catch (JournalUnavailableException)
        {
            // It is written with the next change of an account, or at the next start.
        }
    }
}
