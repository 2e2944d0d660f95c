using Bunit;
using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Surfaces.Manager;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>The audit's table: a page at a time, the newest first, in another order and with a filter as asked.</summary>
public sealed class AuditPageTests : HubPages
{
    private const int More = AuditPage.RowsPerPage + 5;

    [Fact]
    public async Task Table_MoreRowsThanAPage_IsTurnedSortedAndFiltered()
    {
        await Hub.Get<PeopleStore>().ChangeAsync(async change =>
        {
            for (var i = 0; i < More; i++)
            {
                await change.NoteAsync($"actor-{i:D3}", AuditKind.FileExported, "demo-small", $"file {i}");
            }

            return true;
        });
        var page = Open<AuditPage>(Role.Auditor);
        page.Until(() => Assert.Equal(AuditPage.RowsPerPage, Rows(page).Count));
        Assert.Contains($"actor-{More - 1:D3}", Rows(page)[0], StringComparison.Ordinal);

        page.Do(() => page.Page.Find("button[aria-label='Next page']").Click());
        page.Until(() => Assert.Contains("actor-004", Rows(page)[0], StringComparison.Ordinal));

        page.Do(() => page.Page.Find("#audit-search").Change("actor-00"));
        page.Until(() => Assert.Equal(10, Rows(page).Count));
        Assert.Contains("actor-009", Rows(page)[0], StringComparison.Ordinal);

        page.Do(() => page.Page.FindAll("thead .sortable-column-header")[1].Click());
        page.Until(() => Assert.Contains("actor-000", Rows(page)[0], StringComparison.Ordinal));

        page.LookUp("audit-kind", AuditKind.SignedIn);
        page.Until(() => Assert.DoesNotContain(Rows(page), row => row.Contains("actor-", StringComparison.Ordinal)));
    }

    private static List<string> Rows(Opened page) => [.. page.Page.FindAll("tbody tr").Select(row => row.TextContent)];
}
