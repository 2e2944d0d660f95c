using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>Default ratings are counted apart in every tally.</summary>
    [DbContext(typeof(HallDbContext))]
    [Migration("20261123151500_DefaultRatings")]
    public partial class DefaultRatings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.AddColumn<long>(name: "Defaults", table: "tallies", type: "INTEGER", nullable: false, defaultValue: 0L);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Defaults", table: "tallies");
    }
}
