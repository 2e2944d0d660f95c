using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.People.Migrations
{
    /// <summary>Accounts and screens carry a seal, so that a password, a card or a secret that was changed by hand is found.</summary>
    [DbContext(typeof(PeopleDbContext))]
    [Migration("20261130094017_RowSeals")]
    public partial class RowSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "Seal", table: "screens", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<string>(name: "Seal", table: "people", type: "TEXT", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE screens DROP COLUMN Seal");
            migrationBuilder.Sql("ALTER TABLE people DROP COLUMN Seal");
        }
    }
}
