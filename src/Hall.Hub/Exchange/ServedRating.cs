using Hall.Storage.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Exchange;

/// <summary>A row of the chain of ratings with the time at which its service ended, in whose words it is told.</summary>
/// <param name="Row">The row.</param>
/// <param name="ServedAt">When the service ended, UTC; when it was rated, where the leg is not known.</param>
public sealed record ServedRating(FeedbackRow Row, DateTimeOffset ServedAt)
{
    /// <summary>Reads rows with their legs, in the order of the chain.</summary>
    public static async Task<List<ServedRating>> ReadAsync(HallDbContext database, IQueryable<FeedbackRow> rows,
        CancellationToken cancel = default)
    {
        var found = await (
            from row in rows
            join leg in database.Legs on new { row.Hall, row.Ticket, row.Leg } equals new { leg.Hall, leg.Ticket, leg.Leg } into legs
            from leg in legs.DefaultIfEmpty()
            orderby row.Link
            select new { Row = row, Leg = leg }).AsNoTracking().ToListAsync(cancel);
        return found.ConvertAll(pair => new ServedRating(pair.Row, pair.Leg?.At ?? pair.Row.At));
    }
}
