using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.State;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Upgrades;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Hub.Demonstration;

/// <summary>A hall whose past is made: the real rules decide on a stepped clock, and the real writer commits, some thousand events at
/// once.</summary>
internal sealed class PastHall : IAsyncDisposable
{
    private const int AtOnce = 2_000;
    private readonly SteppedClock _clock;
    private readonly IdempotencyStore _kept = new([]);
    private readonly JournalWriter _writer;
    private CommandBatch _turn;
    private Task _committing = Task.CompletedTask;

    /// <summary>Founds it.</summary>
    public PastHall(HubOptions options, HallConfiguration configuration, SteppedClock clock)
    {
        (Configuration, _clock) = (configuration, clock);
        Database = new(options, clock, NullLogger<JournalDatabase>.Instance);
        Database.Prepare();

        // What an upgrade would add to an older journal is there from the beginning.
        RatingRebuild.Run(Database, []);
        _writer = new(Database, NullLogger<JournalWriter>.Instance);
        _turn = NewTurn();
        Do(ConfigurationPublisher.Founding(configuration));
    }

    /// <summary>The hall as it was founded.</summary>
    public HallConfiguration Configuration { get; }

    /// <summary>Its file.</summary>
    public JournalDatabase Database { get; }

    /// <summary>The sum of what has happened.</summary>
    public HallState State { get; } = new();

    /// <summary>Begins the day if the clock says so.</summary>
    public void KeepTime() => _turn.KeepTime();

    /// <summary>Carries a command out.</summary>
    /// <returns>What happened.</returns>
    /// <exception cref="InvalidOperationException">The rules forbid it: a fault of whoever makes the past.</exception>
    public Decision Do(HallCommand command)
    {
        var decision = _turn.Carry(command);
        return decision.Rejection is { } rejection
            ? throw new InvalidOperationException($"The demonstration's past breaks a rule, {command}: {rejection.Message}")
            : decision;
    }

    /// <summary>Hands over what has gathered, when it is enough; the disk works while the rules go on.</summary>
    public async Task CommitAsync(bool all = false)
    {
        if (_turn.Entries.Count > (all ? 0 : AtOnce))
        {
            await _committing;
            _committing = _writer.CommitAsync(_turn.ToBatch());
            _turn = NewTurn();
        }

        if (all)
        {
            await _committing;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private CommandBatch NewTurn() => new(Configuration.Hall, State, new HallClock(_clock, DateTimeOffset.MinValue), _kept);
}
