using Hall.Core.Cases;
using Hall.Hub.Audit;
using Hall.Hub.Hosting;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Demonstration;

/// <summary>The audit of a past: who of the office came, what was exported, and every step of a case.</summary>
internal static class PastAudit
{
    /// <summary>Writes it.</summary>
    /// <param name="options">Names the folder.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="mornings">When each day began.</param>
    /// <param name="steps">The steps of cases and complaints.</param>
    /// <param name="now">The end of the past.</param>
    public static async Task WriteAsync(
        HubOptions options, string hall, IEnumerable<DateTimeOffset> mornings, IEnumerable<(string Number, int Place, CaseStep Step)> steps,
        DateTimeOffset now)
    {
        var trail = new AuditTrail(new HubSecret(options), TimeProvider.System);
        var database = new DbContextOptionsBuilder<PeopleDbContext>().UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, "people.db"),
        }.ToString()).Options;
        using var context = new PeopleDbContext(database);
        context.Database.Migrate();
        using var transaction = await context.Database.BeginTransactionAsync();
        await trail.BeginWithAsync(context, mornings.SelectMany(Office)
            .Concat(steps.Select(step => new AuditDeed(step.Step.At, step.Step.By?.Value ?? "hub", AuditKind.CaseStep,
                $"{hall}/{step.Number}", step.Step.Kind, CaseAudit.SourceOf(hall, step.Number, step.Place))))
            .Where(deed => deed.At <= now).OrderBy(deed => deed.At));
        await context.SaveChangesAsync();
        await transaction.CommitAsync();

        IEnumerable<AuditDeed> Office(DateTimeOffset begin)
        {
            yield return new(begin.AddMinutes(-12), "9002", AuditKind.SignedIn, "9002", "password, 10.0.0.12");
            yield return new(begin.AddMinutes(6), "9005", AuditKind.SignedIn, "9005", "password, 10.0.0.15");
            yield return new(begin.AddHours(8.6), "9002", AuditKind.SignedOut, "9002", "signed-out, 10.0.0.12");
        }
    }
}
