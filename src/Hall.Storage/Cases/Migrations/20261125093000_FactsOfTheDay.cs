using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>
    /// The facts say which leg they are about and the zone it counted for, which the running hub looks up; a case whose deadline passes before
    /// anybody classified it has that deadline to miss.
    /// </summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261125093000_FactsOfTheDay")]
    public partial class FactsOfTheDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(name: "Version", table: "outbox", type: "INTEGER", nullable: false, defaultValue: 1);
            migrationBuilder.AddColumn<long>(name: "Ticket", table: "care_facts", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<int>(name: "Leg", table: "care_facts", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<string>(name: "Zone", table: "care_facts", type: "TEXT", nullable: true);
            migrationBuilder.CreateIndex(name: "IX_care_facts_unplaced", table: "care_facts", column: "Hall", filter: "\"Zone\" IS NULL");
            foreach (var (table, complaint) in new[] { ("cases", 0), ("complaints", 1) })
            {
                migrationBuilder.Sql($"""
                    UPDATE care_facts SET
                        Ticket = (SELECT {StoredText.Of("$.about.ticket")} FROM {table} t WHERE t.Hall = care_facts.Hall AND t.Number = care_facts.Number),
                        Leg = (SELECT {StoredText.Of("$.about.leg")} FROM {table} t WHERE t.Hall = care_facts.Hall AND t.Number = care_facts.Number)
                    WHERE IsComplaint = {complaint}
                    """);
            }

            migrationBuilder.Sql("UPDATE care_facts SET Zone = '' WHERE Service = ''");
            migrationBuilder.Sql($"""
                UPDATE care_facts SET MendBy = (
                    SELECT 1000 * strftime('%s', {StoredText.Of("$.due.at")}) FROM cases t WHERE t.Hall = care_facts.Hall AND t.Number = care_facts.Number)
                WHERE IsComplaint = 0 AND EXISTS (SELECT 1 FROM cases t WHERE t.Hall = care_facts.Hall AND t.Number = care_facts.Number
                    AND {StoredText.Of("$.about.ticket")} IS NOT NULL AND {StoredText.Of("$.class")} IS NULL AND {StoredText.Of("$.stage")} IS NOT 'SetAside')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_care_facts_unplaced", table: "care_facts");
            migrationBuilder.DropColumn(name: "Version", table: "outbox");
            migrationBuilder.DropColumn(name: "Ticket", table: "care_facts");
            migrationBuilder.DropColumn(name: "Leg", table: "care_facts");
            migrationBuilder.DropColumn(name: "Zone", table: "care_facts");
        }
    }
}
