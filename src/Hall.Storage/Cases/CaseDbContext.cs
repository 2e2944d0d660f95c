using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hall.Storage.Cases;

/// <summary>Cases, complaints and how citizens can be reached: <c>care.db</c>, a file of its own, because it forgets and the journal does
/// not.</summary>
public sealed class CaseDbContext(DbContextOptions<CaseDbContext> options) : DbContext(options)
{
    /// <summary>Cases of bad reviews.</summary>
    public DbSet<CaseRow> Cases => Set<CaseRow>();

    /// <summary>Complaints.</summary>
    public DbSet<ComplaintRow> Complaints => Set<ComplaintRow>();

    /// <summary>What the figures need of both.</summary>
    public DbSet<CaseFactRow> Facts => Set<CaseFactRow>();

    /// <summary>Contact data.</summary>
    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    /// <summary>The highest numbers of cases and complaints.</summary>
    public DbSet<NumberRow> Numbers => Set<NumberRow>();

    /// <summary>How far ratings were looked through.</summary>
    public DbSet<MarkRow> Marks => Set<MarkRow>();

    /// <summary>What has to be sent to the receiver of the exchange.</summary>
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Here, and not where cases are changed: no change can then forget it.
        CaseFacts.Keep(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var cases = modelBuilder.Entity<CaseRow>().ToTable("cases");
        cases.Ignore(row => row.Sealed);
        cases.HasKey(row => new { row.Hall, row.Number });
        cases.HasIndex(row => new { row.Hall, row.Ticket, row.Leg }).IsUnique();
        cases.HasIndex(row => new { row.Hall, row.EndedAt });
        var complaints = modelBuilder.Entity<ComplaintRow>().ToTable("complaints");
        complaints.Ignore(row => row.Sealed);
        complaints.HasKey(row => new { row.Hall, row.Number });
        complaints.HasIndex(row => new { row.Hall, row.EndedAt });
        complaints.HasIndex(row => new { row.Hall, row.Ticket });
        var facts = modelBuilder.Entity<CaseFactRow>().ToTable("care_facts");
        facts.HasKey(row => new { row.Hall, row.Number });
        facts.HasIndex(row => new { row.Hall, row.At });

        // Those that a zone has to be looked up for are few among many.
        facts.HasIndex(row => row.Hall).HasDatabaseName("IX_care_facts_unplaced").HasFilter("\"Zone\" IS NULL");
        modelBuilder.Entity<ContactRow>().ToTable("contacts").HasKey(row => new { row.Hall, row.Subject });
        var outbox = modelBuilder.Entity<OutboxRow>().ToTable("outbox");
        outbox.HasKey(row => new { row.Hall, row.Key });
        outbox.HasIndex(row => new { row.Hall, row.SentAt, row.NextAt });
        modelBuilder.Entity<NumberRow>().ToTable("numbers").HasKey(row => new { row.Hall, row.Series });
        modelBuilder.Entity<MarkRow>().ToTable("marks").HasKey(row => row.Hall);
    }
}

/// <summary>Lets the EF tools make migrations without starting a hub.</summary>
public sealed class CaseDbContextFactoryAtDesign : IDesignTimeDbContextFactory<CaseDbContext>
{
    /// <inheritdoc />
    public CaseDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CaseDbContext>().UseSqlite("Data Source=design.db").Options);
}
