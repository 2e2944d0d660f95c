using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>Cases and complaints carry a seal, so that words that were changed by hand are found.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261130094022_RowSeals")]
    public partial class RowSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "Seal", table: "complaints", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<string>(name: "Seal", table: "cases", type: "TEXT", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE complaints DROP COLUMN Seal");
            migrationBuilder.Sql("ALTER TABLE cases DROP COLUMN Seal");
        }
    }
}
