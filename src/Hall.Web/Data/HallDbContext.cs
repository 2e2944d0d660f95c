using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hall.Web.Data;

/// <summary>
/// The hub's database for those who read it. Readers use the factory and track nothing; only the journal writer writes.
/// Instants are UTC milliseconds since 1970.
/// </summary>
public sealed class HallDbContext(DbContextOptions<HallDbContext> options) : DbContext(options)
{
    /// <summary>Events.</summary>
    public DbSet<JournalRow> Journal => Set<JournalRow>();

    /// <summary>States at the opening of business days; the last two of each hall.</summary>
    public DbSet<OpeningRow> Openings => Set<OpeningRow>();

    /// <summary>Outcomes under idempotency keys.</summary>
    public DbSet<KeptOutcomeRow> KeptOutcomes => Set<KeptOutcomeRow>();

    /// <summary>Visits, for reports.</summary>
    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    /// <summary>Stretches of visits, for reports.</summary>
    public DbSet<PeriodRow> Periods => Set<PeriodRow>();

    /// <summary>Ratings, for reports.</summary>
    public DbSet<FeedbackRow> Feedback => Set<FeedbackRow>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JournalRow>().ToTable("journal").HasKey(row => new { row.Hall, row.Sequence });
        modelBuilder.Entity<OpeningRow>().ToTable("openings").HasKey(row => new { row.Hall, row.Sequence });
        var kept = modelBuilder.Entity<KeptOutcomeRow>().ToTable("kept_outcomes");
        kept.HasKey(row => new { row.Hall, row.Scope, row.Key });
        kept.HasIndex(row => row.At);
        var tickets = modelBuilder.Entity<TicketRow>().ToTable("tickets");
        tickets.HasKey(row => new { row.Hall, row.Ticket });
        tickets.HasIndex(row => new { row.Hall, row.BusinessDay });
        modelBuilder.Entity<PeriodRow>().ToTable("periods").HasKey(row => new { row.Hall, row.Ticket, row.Index });
        var feedback = modelBuilder.Entity<FeedbackRow>().ToTable("feedback");
        feedback.HasKey(row => new { row.Hall, row.Ticket, row.Leg });
        feedback.HasIndex(row => new { row.Hall, row.At });
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
