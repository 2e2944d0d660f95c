using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>From here on setting aside stands in the chain of ratings; what was set aside before is listed, for the start to chain it.</summary>
    [DbContext(typeof(HallDbContext))]
    [Migration("20261124010000_ChainedAsides")]
    public partial class ChainedAsides : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("CREATE TABLE asides_to_chain AS SELECT Hall, Ticket, Leg, At, \"Case\" FROM feedback_aside");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE IF EXISTS asides_to_chain");
    }
}
