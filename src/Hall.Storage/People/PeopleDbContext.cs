using Hall.Storage.Audit;
using Hall.Storage.Sqlite;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hall.Storage.People;

/// <summary>
/// The data folder's <c>people.db</c>: accounts, sessions, screens and the audit. It is a file of its own, because the journal has one
/// writer and holds no personal data. Instants are UTC milliseconds since 1970.
/// </summary>
public sealed class PeopleDbContext(DbContextOptions<PeopleDbContext> options) : IdentityUserContext<Person>(options)
{
    /// <summary>Screens, those shut out included.</summary>
    public DbSet<Screen> Screens => Set<Screen>();

    /// <summary>The audit.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Where the audit ends; one row.</summary>
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    /// <summary>One-time links for the first administrator.</summary>
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();

    /// <summary>Sessions, those that ended within the last three months included.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var person = builder.Entity<Person>().ToTable("people");
        person.Property(row => row.Name).HasMaxLength(Person.LongestName);
        person.HasIndex(row => row.Card).IsUnique();
        person.HasIndex(row => new { row.OpenIdIssuer, row.OpenIdSubject }).IsUnique();
        person.Ignore(row => row.RoleList);
        person.Ignore(row => row.Sealed);
        var screen = builder.Entity<Screen>().ToTable("screens");
        screen.HasKey(row => row.Id);
        screen.Ignore(row => row.Sealed);
        var audit = builder.Entity<AuditEntry>().ToTable("audit");
        audit.HasKey(row => row.Sequence);
        audit.Property(row => row.Sequence).ValueGeneratedNever();
        audit.HasIndex(row => row.Source).IsUnique();
        var head = builder.Entity<AuditHead>().ToTable("audit_head");
        head.HasKey(row => row.Id);
        head.Property(row => row.Id).ValueGeneratedNever();
        var session = builder.Entity<Session>().ToTable("sessions");
        session.HasKey(row => row.Id);
        session.HasIndex(row => row.EndedAt);
        builder.Entity<SetupLink>().ToTable("setup_links").HasKey(row => row.Hash);
    }
}

/// <summary>Lets the EF tools make migrations without starting a hub.</summary>
public sealed class PeopleDbContextFactoryAtDesign : IDesignTimeDbContextFactory<PeopleDbContext>
{
    /// <inheritdoc />
    public PeopleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PeopleDbContext>().UseSqlite("Data Source=design.db").Options);
}
