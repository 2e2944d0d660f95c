using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hall.Storage.Data;

/// <summary>Lets the EF tools make migrations without starting a hub.</summary>
public sealed class HallDbContextFactoryAtDesign : IDesignTimeDbContextFactory<HallDbContext>
{
    /// <inheritdoc />
    public HallDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HallDbContext>().UseSqlite("Data Source=design.db").Options);
}
