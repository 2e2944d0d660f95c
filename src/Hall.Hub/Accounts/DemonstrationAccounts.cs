using Hall.Core.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Hall.Hub.Accounts;

/// <summary>
/// Accounts of a demonstration, one of every role and a substitute for each who looks at matters, with a password that everybody knows. A
/// hub that is no demonstration never makes them; their data folder is another one.
/// </summary>
public sealed class DemonstrationAccounts(
    PeopleStore store, HubOptions options, IHallDirectory halls, IPasswordHasher<Person> hasher,
    TimeProvider time) : IHostedLifecycleService
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "hall-demonstration";

    private static readonly (string Staff, string Name, string Role)[] Office =
    [
        ("9001", "王建国", Role.Administrator), ("9002", "李慧敏", Role.DutyManager), ("9003", "陈思远", Role.Auditor),
        ("9004", "赵雪", Role.Clerk), ("9005", "孙立", Role.Reviewer), ("9006", "周明德", Role.Leader), ("9007", "吴静", Role.Reviewer),
        ("9008", "郑海涛", Role.Leader),
    ];

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => options.Demo ? store.ChangeAsync(HireAllAsync) : Task.CompletedTask;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> HireAllAsync(PeopleChange change)
    {
        if (change.Context.Users.Any())
        {
            return false;
        }

        // One hash for all of them: sixty slow ones would hold the start up for seconds, and there is nothing here to protect.
        var hash = hasher.HashPassword(new Person(), Password);
        var tellers = halls.All.SelectMany(hall => hall.Snapshot.Plan.Configuration.Tellers).DistinctBy(teller => teller.Teller)
            .Select(teller => (teller.Teller.Value, teller.Name.Length > 0 ? teller.Name : teller.Teller.Value, Role.Teller));
        foreach (var (staff, name, role) in Office.Concat(tellers).DistinctBy(person => person.Item1))
        {
            change.Context.Users.Add(new Person
            {
                UserName = staff,
                NormalizedUserName = staff.ToUpperInvariant(),
                Name = name,
                Roles = role,
                PasswordHash = hash,
                SecurityStamp = PasswordMaker.Text(20),
                CreatedAt = time.GetUtcNow(),
            });
        }

        await change.NoteAsync("hub", AuditKind.AccountCreated, "demonstration", "accounts of the demonstration");
        return true;
    }
}
