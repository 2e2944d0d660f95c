using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>Cases, complaints, contact data and how far ratings were looked through.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261123065500_CareOfCitizens")]
    public partial class CareOfCitizens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_cases", x => new { x.Hall, x.Number }));
            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_complaints", x => new { x.Hall, x.Number }));
            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_contacts", x => new { x.Hall, x.Subject }));
            migrationBuilder.CreateTable(
                name: "marks",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_marks", x => x.Hall));
            migrationBuilder.CreateIndex(name: "IX_cases_Hall_EndedAt", table: "cases", columns: new[] { "Hall", "EndedAt" });
            migrationBuilder.CreateIndex(name: "IX_cases_Hall_Ticket_Leg", table: "cases", columns: new[] { "Hall", "Ticket", "Leg" }, unique: true);
            migrationBuilder.CreateIndex(name: "IX_complaints_Hall_EndedAt", table: "complaints", columns: new[] { "Hall", "EndedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "cases");
            migrationBuilder.DropTable(name: "complaints");
            migrationBuilder.DropTable(name: "contacts");
            migrationBuilder.DropTable(name: "marks");
        }
    }
}
