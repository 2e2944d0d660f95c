using Hall.Core.Events;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Data;

/// <summary>
/// The hub's database for those who read it. Readers use the factory and track nothing; only the journal writer writes.
/// Instants are UTC milliseconds since 1970.
/// </summary>
public sealed class HallDbContext(DbContextOptions<HallDbContext> options) : DbContext(options)
{
    /// <summary>Events.</summary>
    public DbSet<JournalRow> Journal => Set<JournalRow>();

    /// <summary>States at the opening of business days; the last five of each hall, so that the last days can be verified without those
    /// before.</summary>
    public DbSet<OpeningRow> Openings => Set<OpeningRow>();

    /// <summary>Outcomes under idempotency keys.</summary>
    public DbSet<KeptOutcomeRow> IdempotencyStore => Set<KeptOutcomeRow>();

    /// <summary>Visits, for reports.</summary>
    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    /// <summary>Stretches of visits, for reports.</summary>
    public DbSet<PeriodRow> Periods => Set<PeriodRow>();

    /// <summary>Ratings in the order in which they came, chained.</summary>
    public DbSet<FeedbackRow> Feedback => Set<FeedbackRow>();

    /// <summary>Ratings that a review set aside.</summary>
    public DbSet<FeedbackAsideRow> FeedbackAside => Set<FeedbackAsideRow>();

    /// <summary>Ends of the chains.</summary>
    public DbSet<FeedbackHeadRow> FeedbackHeads => Set<FeedbackHeadRow>();

    /// <summary>Legs that were served to the end, for reports.</summary>
    public DbSet<LegRow> Legs => Set<LegRow>();

    /// <summary>Ratings and served legs, added up by the hour or day.</summary>
    public DbSet<TallyRow> Tallies => Set<TallyRow>();

    /// <summary>What the parts of the halls were called, and where they belonged, since when.</summary>
    public DbSet<PartRow> Parts => Set<PartRow>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var journal = modelBuilder.Entity<JournalRow>().ToTable("journal");
        journal.HasKey(row => new { row.Hall, row.Sequence });

        // A few rows among millions, each of which has to be found again behind the count of stray presses.
        journal.HasIndex(row => new { row.Hall, row.At }).HasDatabaseName("IX_journal_strays")
            .HasFilter($"\"Type\" = '{EventNames.UnmatchedPress}'");
        modelBuilder.Entity<OpeningRow>().ToTable("openings").HasKey(row => new { row.Hall, row.Sequence });
        var kept = modelBuilder.Entity<KeptOutcomeRow>().ToTable("kept_outcomes");
        kept.HasKey(row => new { row.Hall, row.Scope, row.Key });
        kept.HasIndex(row => row.At);
        var tickets = modelBuilder.Entity<TicketRow>().ToTable("tickets");
        tickets.HasKey(row => new { row.Hall, row.Ticket });
        tickets.HasIndex(row => new { row.Hall, row.BusinessDay });
        modelBuilder.Entity<PeriodRow>().ToTable("periods").HasKey(row => new { row.Hall, row.Ticket, row.Index });
        var feedback = modelBuilder.Entity<FeedbackRow>().ToTable("feedback");
        feedback.HasKey(row => new { row.Hall, row.Link });
        feedback.HasIndex(row => new { row.Hall, row.Ticket, row.Leg });
        feedback.HasIndex(row => new { row.Hall, row.Day });
        feedback.HasIndex(row => new { row.Hall, row.At });
        modelBuilder.Entity<FeedbackAsideRow>().ToTable("feedback_aside").HasKey(row => new { row.Hall, row.Ticket, row.Leg });
        modelBuilder.Entity<FeedbackHeadRow>().ToTable("feedback_heads").HasKey(row => row.Hall);
        var legs = modelBuilder.Entity<LegRow>().ToTable("legs");
        legs.HasKey(row => new { row.Hall, row.Ticket, row.Leg });
        legs.HasIndex(row => new { row.Hall, row.Day });

        // Read by ranges of days within one scope; the migration makes it WITHOUT ROWID, so that such a range lies together.
        modelBuilder.Entity<TallyRow>().ToTable("tallies").HasKey(row => new { row.Hall, row.Scope, row.Day, row.Hour, row.Key, row.Zone });
        modelBuilder.Entity<TallyRow>().Property(row => row.Zone).HasDefaultValue("");
        modelBuilder.Entity<PartRow>().ToTable("parts").HasKey(row => new { row.Hall, row.Scope, row.Key, row.Sequence });
    }
}
