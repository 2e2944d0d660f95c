using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>What the figures need of cases and complaints, filled from those that are there.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261123151000_CareFacts")]
    public partial class CaseFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "care_facts",
                columns: table => new
                {
                    Hall = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    IsComplaint = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Counter = table.Column<string>(type: "TEXT", nullable: false),
                    Teller = table.Column<string>(type: "TEXT", nullable: false),
                    Named = table.Column<bool>(type: "INTEGER", nullable: false),
                    MendBy = table.Column<long>(type: "INTEGER", nullable: true),
                    MendedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CalledBackAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_care_facts", x => new { x.Hall, x.Number }));
            migrationBuilder.CreateIndex(name: "IX_care_facts_Hall_At", table: "care_facts", columns: new[] { "Hall", "At" });
            migrationBuilder.Sql($"""
                INSERT INTO care_facts (Hall, Number, IsComplaint, At, Service, Counter, Teller, Named, MendBy, MendedAt, CalledBackAt)
                SELECT Hall, Number, 0, OpenedAt, coalesce({StoredText.Of("$.about.service")}, ''), coalesce({StoredText.Of("$.about.counter")}, ''),
                       coalesce({StoredText.Of("$.about.teller")}, ''), coalesce({StoredText.Of("$.named")}, 0),
                       CASE WHEN {StoredText.Of("$.class")} IS NULL OR {StoredText.Of("$.stage")} = 'SetAside' THEN NULL
                            ELSE 1000 * strftime('%s', {StoredText.Of("$.mendBy")}) END,
                       1000 * strftime('%s', {StoredText.Of("$.mendedAt")}), 1000 * strftime('%s', {StoredText.Of("$.calledBackAt")}) FROM cases
                UNION ALL
                SELECT Hall, Number, 1, RegisteredAt, coalesce({StoredText.Of("$.about.service")}, ''), coalesce({StoredText.Of("$.about.counter")}, ''),
                       coalesce({StoredText.Of("$.about.teller")}, ''), coalesce({StoredText.Of("$.named")}, 0), NULL, NULL, NULL FROM complaints
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "care_facts");
    }
}
