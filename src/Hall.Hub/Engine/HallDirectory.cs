using System.Collections.Immutable;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;
using Hall.Storage.Events;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Upgrades;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Engine;

/// <summary>The halls of this hub, in this process: opened at start, closed at stop.</summary>
public sealed partial class HallDirectory(
    JournalDatabase database, HallImport import, HubAlerts alerts, TimeProvider time, ILoggerFactory loggers, ILogger<HallDirectory> logger)
    : IHallDirectory, IHostedLifecycleService, IAsyncDisposable
{
    private ImmutableDictionary<HallId, HallEngine> _halls = ImmutableDictionary<HallId, HallEngine>.Empty;
    private readonly Lock _founding = new();
    private JournalWriter? _writer;

    /// <inheritdoc />
    public IReadOnlyCollection<IHall> All => [.. _halls.Values.OrderBy(hall => hall.Id.Value, StringComparer.Ordinal)];

    /// <summary>How many entries a listener of a hall may be behind before it is sent away to begin anew.</summary>
    public int MostBehind { get; init; } = HallSubscription.UsualBound;

    /// <summary>The engines, for measuring.</summary>
    public IEnumerable<HallEngine> Engines => _halls.Values;

    /// <summary>The journal's writer; null before the start.</summary>
    public JournalWriter? Writer => _writer;

    /// <inheritdoc />
    public IHall? Find(HallId hall) => _halls.GetValueOrDefault(hall);

    /// <summary>Has a hall forget what was erased; nothing for one that is not here.</summary>
    /// <exception cref="JournalUnavailableException">Its journal cannot be read; until the next start it still shows what it
    /// had.</exception>
    public Task ReloadAsync(HallId hall) => _halls.GetValueOrDefault(hall)?.ReloadAsync() ?? Task.CompletedTask;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    /// <summary>Opens every hall, once. Done before the host starts, a refusal is told in its own sentence and not as a fault of the
    /// program.</summary>
    /// <exception cref="HubStartException">They cannot be opened; the message says why and what to do.</exception>
    public void Open()
    {
        if (_writer is not null)
        {
            return;
        }

        try
        {
            OpenAll();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or SqliteException or JournalUnavailableException
            or SecondWriterException)
        {
            throw new HubStartException(
                $"The halls in {database.File} cannot be opened: {fault.Message} Restore the database with: hall restore FILE", fault);
        }
    }

    /// <summary>Founds a hall while the hub runs; one that exists is left as it is.</summary>
    /// <param name="configuration">What it begins with.</param>
    /// <param name="by">Who typed it; null where it came from a file.</param>
    /// <exception cref="JournalUnavailableException">It could not be made durable.</exception>
    public IHall Found(HallConfiguration configuration, StaffNumber? by = null)
    {
        lock (_founding)
        {
            if (!_halls.ContainsKey(configuration.Hall))
            {
                Open(configuration.Hall, ConfigurationPublisher.Founding(configuration, by));
            }

            return _halls[configuration.Hall];
        }
    }

    private void OpenAll()
    {
        database.Prepare();
        var existing = database.Halls();
        var founding = import.Read(existing);
        RatingRebuild.Run(database, existing);
        new JournalTextConversion(database, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).Run(existing);
        _writer = new JournalWriter(database, loggers.CreateLogger<JournalWriter>());
        foreach (var hall in existing)
        {
            Open(hall, null);
        }

        foreach (var configuration in founding)
        {
            Open(configuration.Hall, ConfigurationPublisher.Founding(configuration));
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    /// <summary>Ends the halls, then the journal; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var hall in Interlocked.Exchange(ref _halls, ImmutableDictionary<HallId, HallEngine>.Empty).Values)
        {
            await hall.DisposeAsync();
        }

        if (Interlocked.Exchange(ref _writer, null) is { } writer)
        {
            await writer.DisposeAsync();
        }
    }

    private void Open(HallId hall, PublishConfiguration? founding)
    {
        var engine = new HallEngine(hall, founding, _writer!, time, alerts, loggers.CreateLogger<HallEngine>(), MostBehind);
        _halls = _halls.Add(hall, engine);
        LogOpened(hall, engine.Snapshot.Version);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Hall {Hall} is ready at event {Version}")]
    private partial void LogOpened(HallId hall, long version);
}
