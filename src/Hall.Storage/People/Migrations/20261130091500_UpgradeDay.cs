using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.People.Migrations
{
    /// <summary>
    /// Accounts are bound to who vouches for them elsewhere, and cards open counters at known machines only. Whoever has an account, or a
    /// card, at the upgrade goes on for thirty days as before, so that nobody stands before a closed door in the morning after.
    /// </summary>
    [DbContext(typeof(PeopleDbContext))]
    [Migration("20261130091500_UpgradeDay")]
    public partial class UpgradeDay : Migration
    {
        private const string InThirtyDays = "(CAST(strftime('%s', 'now') AS INTEGER) + 30 * 24 * 3600) * 1000";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "MayBindUntil", table: "people", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<long>(name: "OldCardUntil", table: "people", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<string>(name: "OpenIdIssuer", table: "people", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<string>(name: "OpenIdSubject", table: "people", type: "TEXT", nullable: true);
            migrationBuilder.CreateIndex(
                name: "IX_people_OpenIdIssuer_OpenIdSubject", table: "people", columns: new[] { "OpenIdIssuer", "OpenIdSubject" },
                unique: true);
            migrationBuilder.Sql($"UPDATE people SET MayBindUntil = {InThirtyDays}");
            migrationBuilder.Sql($"UPDATE people SET OldCardUntil = {InThirtyDays} WHERE Card IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_people_OpenIdIssuer_OpenIdSubject", table: "people");
            foreach (var column in new[] { "MayBindUntil", "OldCardUntil", "OpenIdIssuer", "OpenIdSubject" })
            {
                migrationBuilder.Sql($"ALTER TABLE people DROP COLUMN {column}");
            }
        }
    }
}
