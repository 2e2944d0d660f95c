using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Support;

/// <summary>The real engine over a real database in a folder of its own, with a clock that the test moves.</summary>
internal sealed class HallOnDisk : IAsyncDisposable
{
    /// <summary>A Monday, 08:30 in Shanghai.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    private HallDirectory? _directory;

    public string Folder { get; init; } = Directory.CreateTempSubdirectory("hall-test-").FullName;

    public TimeProvider Clock { get; init; } = new FakeTimeProvider(Morning);

    /// <summary>How many entries a listener may be behind; few, so that a test need not write thousands to fall behind.</summary>
    public int MostBehind { get; init; } = HallSubscription.UsualBound;

    public FakeTimeProvider Time => (FakeTimeProvider)Clock;

    public HubAlerts Alerts { get; private set; } = null!;

    public string File => Path.Combine(Folder, "hall.db");

    public JournalDatabase Database { get; private set; } = null!;

    public HallDirectory Halls => _directory!;

    public JournalWriter Writer => _directory!.Writer!;

    public IHall Hall => _directory!.All.First();

    public static string HallFile { get; } = Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json");

    public static HallOnDisk Started(string? folder = null, TimeProvider? time = null, params string[] files)
    {
        var made = new HallOnDisk { Folder = folder ?? Directory.CreateTempSubdirectory("hall-test-").FullName,
            Clock = time ?? new FakeTimeProvider(Morning) };
        made.Start(files);
        return made;
    }

    public void Start(params string[] files)
    {
        var options = new HubOptions { DataFolder = Folder, HallFiles = files.Length > 0 ? files : [HallFile],
            KioskConfigFolder = AppContext.BaseDirectory };
        Alerts = new HubAlerts(Clock);
        Database = new JournalDatabase(options, Clock, NullLogger<JournalDatabase>.Instance, new RowGuard(Alerts));
        _directory = new HallDirectory(
            Database, new HallImport(options, NullLogger<HallImport>.Instance),
            Alerts, Clock, NullLoggerFactory.Instance, NullLogger<HallDirectory>.Instance) { MostBehind = MostBehind };
        _directory.StartingAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _directory, null) is { } directory)
        {
            await directory.DisposeAsync();
        }

        ForgetPooledConnections();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        Start();
    }

    public Task<HallOutcome> IssueAsync(string service = "A01", Idempotency? key = null) =>
        Hall.ExecuteAsync(new IssueTicket([new ServiceCode(service)], PriorityCode.None), key, TestContext.Current.CancellationToken);

    public async Task<string> WholeStateAsync() => JsonSerializer.Serialize(
        await Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken), HallJsonContext.Default.OpeningState);

    /// <summary>Moves the clock in steps until something holds; a real minute without it is a failure.</summary>
    public Task UntilAsync(Func<bool> holds, TimeSpan step) => Eventually.HoldsAsync(holds, () => Time.Advance(step));

    public long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What a crash leaves: the database and its log as they stand on the disk now.</summary>
    public string CopyAsAfterCrash()
    {
        var copy = Directory.CreateTempSubdirectory("hall-crash-").FullName;
        foreach (var file in Directory.GetFiles(Folder, "hall.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            System.IO.File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private void ForgetPooledConnections()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 5 }.ToString());
        SqliteConnection.ClearPool(connection);
    }
}
