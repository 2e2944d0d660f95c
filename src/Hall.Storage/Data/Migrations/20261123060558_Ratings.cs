using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>
    /// Chained ratings, served legs and tallies. Ratings of before are dropped here and written again, chained, from the journal at the start that
    /// follows.
    /// </summary>
    public partial class Ratings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "feedback");
            migrationBuilder.CreateTable(
                name: "feedback",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<long>(type: "INTEGER", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    Occasion = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Hour = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Counter = table.Column<string>(type: "TEXT", nullable: false),
                    Teller = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    DelayMs = table.Column<long>(type: "INTEGER", nullable: true),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback", x => new { x.Hall, x.Link });
                });

            migrationBuilder.CreateTable(
                name: "feedback_aside",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Case = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_aside", x => new { x.Hall, x.Ticket, x.Leg });
                });

            migrationBuilder.CreateTable(
                name: "feedback_heads",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<long>(type: "INTEGER", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Seal = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback_heads", x => x.Hall);
                });

            migrationBuilder.CreateTable(
                name: "legs",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Hour = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Counter = table.Column<string>(type: "TEXT", nullable: false),
                    Teller = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legs", x => new { x.Hall, x.Ticket, x.Leg });
                });

            // Written by hand, because EF cannot say WITHOUT ROWID: a range of days of one scope then lies together on the disk.
            migrationBuilder.Sql("""
                CREATE TABLE "tallies" (
                    "Hall" TEXT NOT NULL, "Scope" INTEGER NOT NULL, "Day" INTEGER NOT NULL, "Hour" INTEGER NOT NULL, "Key" TEXT NOT NULL,
                    "Served" INTEGER NOT NULL,
                    "Valid0" INTEGER NOT NULL, "Valid1" INTEGER NOT NULL, "Valid2" INTEGER NOT NULL, "Valid3" INTEGER NOT NULL, "Valid4" INTEGER NOT NULL,
                    "Aside0" INTEGER NOT NULL, "Aside1" INTEGER NOT NULL, "Aside2" INTEGER NOT NULL, "Aside3" INTEGER NOT NULL, "Aside4" INTEGER NOT NULL,
                    "Late" INTEGER NOT NULL, "Second" INTEGER NOT NULL, "Orphan" INTEGER NOT NULL, "Foreign" INTEGER NOT NULL,
                    CONSTRAINT "PK_tallies" PRIMARY KEY ("Hall", "Scope", "Day", "Hour", "Key")
                ) WITHOUT ROWID
                """);
            migrationBuilder.CreateIndex(name: "IX_feedback_Hall_Day", table: "feedback", columns: new[] { "Hall", "Day" });
            migrationBuilder.CreateIndex(name: "IX_feedback_Hall_Ticket_Leg", table: "feedback", columns: new[] { "Hall", "Ticket", "Leg" });
            migrationBuilder.CreateIndex(name: "IX_legs_Hall_Day", table: "legs", columns: new[] { "Hall", "Day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "feedback_aside");
            migrationBuilder.DropTable(name: "feedback_heads");
            migrationBuilder.DropTable(name: "legs");
            migrationBuilder.DropTable(name: "tallies");
            migrationBuilder.DropTable(name: "feedback");
            migrationBuilder.CreateTable(
                name: "feedback",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Counter = table.Column<string>(type: "TEXT", nullable: false),
                    Teller = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", nullable: false),
                    Comment = table.Column<string>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback", x => new { x.Hall, x.Ticket, x.Leg });
                });
            migrationBuilder.CreateIndex(name: "IX_feedback_Hall_At", table: "feedback", columns: new[] { "Hall", "At" });
        }
    }
}
