using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>Complaints say which ticket they came from, so that a second one is found; their facts say whether they were set aside; numbers are given once.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261130041500_ComplaintLimits")]
    public partial class ComplaintLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "Ticket", table: "complaints", type: "INTEGER", nullable: true);
            migrationBuilder.Sql($"UPDATE complaints SET Ticket = {StoredText.Of("$.about.ticket")}");
            migrationBuilder.CreateIndex(name: "IX_complaints_Hall_Ticket", table: "complaints", columns: new[] { "Hall", "Ticket" });
            migrationBuilder.AddColumn<bool>(name: "Aside", table: "care_facts", type: "INTEGER", nullable: false, defaultValue: false);
            migrationBuilder.CreateTable(
                name: "numbers",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Series = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_numbers", x => new { x.Hall, x.Series }));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "numbers");
            migrationBuilder.DropColumn(name: "Aside", table: "care_facts");
            migrationBuilder.DropIndex(name: "IX_complaints_Hall_Ticket", table: "complaints");
            migrationBuilder.DropColumn(name: "Ticket", table: "complaints");
        }
    }
}
