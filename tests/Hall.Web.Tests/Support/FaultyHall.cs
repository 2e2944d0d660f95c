using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Web.Tests.Surfaces;

namespace Hall.Web.Tests.Support;

/// <summary>A hall whose answers a test takes the place of.</summary>
internal sealed class FaultyHall(FakeHall hall) : IHall, IHallDirectory
{
    /// <summary>What commands run into; null for what the hall itself says.</summary>
    public Func<HallCommand, Exception?> Fault { get; set; } = _ => null;

    public HallId Id => hall.Id;

    public HallSnapshot Snapshot => hall.Snapshot;

    public DateTimeOffset Now => hall.Now;

    public IReadOnlyCollection<IHall> All => [this];

    public IHall? Find(HallId wanted) => wanted == Id ? this : null;

    public Task<HallOutcome> ExecuteAsync(HallCommand command, Idempotency? idempotency = null, CancellationToken cancellationToken = default) =>
        Fault(command) is { } fault ? Task.FromException<HallOutcome>(fault) : hall.ExecuteAsync(command, idempotency, cancellationToken);

    public Task<TAnswer> AskAsync<TAnswer>(HallQuery<TAnswer> query, CancellationToken cancellationToken = default) => hall.AskAsync(query, cancellationToken);

    public IHallSubscription Subscribe() => hall.Subscribe();
}
