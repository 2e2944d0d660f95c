using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hall.Storage.People.Migrations
{
    /// <summary>
    /// Cards in the one form that every reader's and keyboard's spelling comes down to. Two that would become one are both left as they are: each still
    /// signs in as it is written, and the page of accounts names them. Cards so far hold plain letters and digits only, so that large letters are all there is to do.
    /// </summary>
    [DbContext(typeof(PeopleDbContext))]
    [Migration("20261130041600_CanonicalCards")]
    public partial class CanonicalCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            UPDATE people SET Card = upper(Card)
            WHERE Card IS NOT NULL AND (SELECT count(*) FROM people other WHERE upper(other.Card) = upper(people.Card) OR upper(other.UserName) = upper(people.Card)) = 1
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
