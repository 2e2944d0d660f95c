using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.Data.Migrations
{
    /// <summary>
    /// What the parts of a hall were called and where they belonged is kept, tallies know the zone of their day, and ratings are found by the time at
    /// which they were given. The tallies of before are put aside here and counted anew, with their zones, at the start that follows.
    /// </summary>
    [DbContext(typeof(HallDbContext))]
    [Migration("20261125090000_PartsOfTheDay")]
    public partial class PartsOfTheDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE "parts" (
                    "Hall" TEXT NOT NULL, "Scope" INTEGER NOT NULL, "Key" TEXT NOT NULL, "Sequence" INTEGER NOT NULL, "Since" INTEGER NOT NULL,
                    "Zone" TEXT NOT NULL, "Chinese" TEXT NOT NULL, "English" TEXT NOT NULL,
                    CONSTRAINT "PK_parts" PRIMARY KEY ("Hall", "Scope", "Key", "Sequence")
                ) WITHOUT ROWID
                """);
            migrationBuilder.Sql("ALTER TABLE \"tallies\" RENAME TO \"tallies_before\"");
            migrationBuilder.Sql("""
                CREATE TABLE "tallies" (
                    "Hall" TEXT NOT NULL, "Scope" INTEGER NOT NULL, "Day" INTEGER NOT NULL, "Hour" INTEGER NOT NULL, "Key" TEXT NOT NULL, "Zone" TEXT NOT NULL DEFAULT '',
                    "Served" INTEGER NOT NULL,
                    "Valid0" INTEGER NOT NULL, "Valid1" INTEGER NOT NULL, "Valid2" INTEGER NOT NULL, "Valid3" INTEGER NOT NULL, "Valid4" INTEGER NOT NULL,
                    "Aside0" INTEGER NOT NULL, "Aside1" INTEGER NOT NULL, "Aside2" INTEGER NOT NULL, "Aside3" INTEGER NOT NULL, "Aside4" INTEGER NOT NULL,
                    "Late" INTEGER NOT NULL, "Second" INTEGER NOT NULL, "Orphan" INTEGER NOT NULL, "Foreign" INTEGER NOT NULL, "Undated" INTEGER NOT NULL DEFAULT 0,
                    "Defaults" INTEGER NOT NULL DEFAULT 0,
                    CONSTRAINT "PK_tallies" PRIMARY KEY ("Hall", "Scope", "Day", "Hour", "Key", "Zone")
                ) WITHOUT ROWID
                """);
            migrationBuilder.CreateIndex(name: "IX_feedback_Hall_At", table: "feedback", columns: new[] { "Hall", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_feedback_Hall_At", table: "feedback");
            migrationBuilder.Sql("DROP TABLE IF EXISTS \"tallies_before\"");
            migrationBuilder.Sql("ALTER TABLE \"tallies\" RENAME TO \"tallies_after\"");
            migrationBuilder.Sql("""
                CREATE TABLE "tallies" (
                    "Hall" TEXT NOT NULL, "Scope" INTEGER NOT NULL, "Day" INTEGER NOT NULL, "Hour" INTEGER NOT NULL, "Key" TEXT NOT NULL,
                    "Served" INTEGER NOT NULL,
                    "Valid0" INTEGER NOT NULL, "Valid1" INTEGER NOT NULL, "Valid2" INTEGER NOT NULL, "Valid3" INTEGER NOT NULL, "Valid4" INTEGER NOT NULL,
                    "Aside0" INTEGER NOT NULL, "Aside1" INTEGER NOT NULL, "Aside2" INTEGER NOT NULL, "Aside3" INTEGER NOT NULL, "Aside4" INTEGER NOT NULL,
                    "Late" INTEGER NOT NULL, "Second" INTEGER NOT NULL, "Orphan" INTEGER NOT NULL, "Foreign" INTEGER NOT NULL, "Undated" INTEGER NOT NULL DEFAULT 0,
                    "Defaults" INTEGER NOT NULL DEFAULT 0,
                    CONSTRAINT "PK_tallies" PRIMARY KEY ("Hall", "Scope", "Day", "Hour", "Key")
                ) WITHOUT ROWID
                """);
            migrationBuilder.Sql("""
                INSERT INTO "tallies" ("Hall", "Scope", "Day", "Hour", "Key", "Served", "Valid0", "Valid1", "Valid2", "Valid3", "Valid4",
                    "Aside0", "Aside1", "Aside2", "Aside3", "Aside4", "Late", "Second", "Orphan", "Foreign", "Undated", "Defaults")
                SELECT "Hall", "Scope", "Day", "Hour", "Key", SUM("Served"), SUM("Valid0"), SUM("Valid1"), SUM("Valid2"), SUM("Valid3"), SUM("Valid4"),
                    SUM("Aside0"), SUM("Aside1"), SUM("Aside2"), SUM("Aside3"), SUM("Aside4"), SUM("Late"), SUM("Second"), SUM("Orphan"), SUM("Foreign"), SUM("Undated"), SUM("Defaults")
                FROM "tallies_after" GROUP BY 1, 2, 3, 4, 5
                """);
            migrationBuilder.DropTable(name: "tallies_after");
            migrationBuilder.DropTable(name: "parts");
        }
    }
}
