using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>Presses of which nobody can say when they were made are counted apart in every tally.</summary>
    [DbContext(typeof(HallDbContext))]
    [Migration("20261124090000_UndatedPresses")]
    public partial class UndatedPresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.AddColumn<long>(name: "Undated", table: "tallies", type: "INTEGER", nullable: false, defaultValue: 0L);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Undated", table: "tallies");
    }
}
