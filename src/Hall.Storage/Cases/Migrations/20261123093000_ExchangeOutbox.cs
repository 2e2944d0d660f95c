using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>What has to be sent to the receiver of the exchange, and how far ratings were put there.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261123093000_ExchangeOutbox")]
    public partial class ExchangeOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "Exchanged", table: "marks", type: "INTEGER", nullable: false, defaultValue: 0L);
            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Refusal = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_outbox", x => new { x.Hall, x.Key }));
            migrationBuilder.CreateIndex(name: "IX_outbox_Hall_SentAt_NextAt", table: "outbox", columns: new[] { "Hall", "SentAt", "NextAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "outbox");
            migrationBuilder.DropColumn(name: "Exchanged", table: "marks");
        }
    }
}
