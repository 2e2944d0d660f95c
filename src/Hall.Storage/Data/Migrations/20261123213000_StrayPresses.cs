using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>The presses that counted for nothing are found without reading the whole journal.</summary>
    [DbContext(typeof(HallDbContext))]
    [Migration("20261123213000_StrayPresses")]
    public partial class StrayPresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(
            name: "IX_journal_strays", table: "journal", columns: new[] { "Hall", "At" }, filter: "\"Type\" = 'stray-press-counted'");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex(name: "IX_journal_strays", table: "journal");
    }
}
