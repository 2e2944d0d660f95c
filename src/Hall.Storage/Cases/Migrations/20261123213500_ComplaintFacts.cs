using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Cases.Migrations
{
    /// <summary>The facts of complaints say by when they had to be answered and when they were, so that the overdue ones are counted.</summary>
    [DbContext(typeof(CaseDbContext))]
    [Migration("20261123213500_ComplaintFacts")]
    public partial class ComplaintFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            UPDATE care_facts SET
                MendBy = (SELECT 1000 * strftime('%s', coalesce({StoredText.Of("$.extendedTo")}, {StoredText.Of("$.promisedBy")})) FROM complaints
                          WHERE complaints.Hall = care_facts.Hall AND complaints.Number = care_facts.Number),
                MendedAt = (SELECT 1000 * strftime('%s', {StoredText.Of("$.answeredAt")}) FROM complaints
                            WHERE complaints.Hall = care_facts.Hall AND complaints.Number = care_facts.Number)
            WHERE IsComplaint = 1
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("UPDATE care_facts SET MendBy = NULL, MendedAt = NULL WHERE IsComplaint = 1");
    }
}
