using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <inheritdoc />
    public partial class FirstVisit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_journal", x => new { x.Hall, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "kept_outcomes",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_outcomes", x => new { x.Hall, x.Scope, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "openings",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_openings", x => new { x.Hall, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "periods",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Index = table.Column<int>(type: "INTEGER", nullable: false),
                    Leg = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: true),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Counter = table.Column<string>(type: "TEXT", nullable: true),
                    Teller = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_periods", x => new { x.Hall, x.Ticket, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    BusinessDay = table.Column<int>(type: "INTEGER", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Services = table.Column<string>(type: "TEXT", nullable: false),
                    Priority = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Counter = table.Column<string>(type: "TEXT", nullable: true),
                    Teller = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => new { x.Hall, x.Ticket });
                });

            migrationBuilder.CreateIndex(
                name: "IX_feedback_Hall_At",
                table: "feedback",
                columns: new[] { "Hall", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_kept_outcomes_At",
                table: "kept_outcomes",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Hall_BusinessDay",
                table: "tickets",
                columns: new[] { "Hall", "BusinessDay" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feedback");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "kept_outcomes");

            migrationBuilder.DropTable(
                name: "openings");

            migrationBuilder.DropTable(
                name: "periods");

            migrationBuilder.DropTable(
                name: "tickets");
        }
    }
}
