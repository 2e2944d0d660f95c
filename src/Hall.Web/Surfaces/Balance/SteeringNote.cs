using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Audit;
using Hall.Storage.People;

namespace Hall.Web.Surfaces.Balance;

/// <summary>Keeps in the audit which manager steered a counter: its events name the teller who works there, not who wanted it so.</summary>
public static class SteeringNote
{
    /// <summary>Adds a row for a counter that was opened, resumed or closed; other commands carry who gave them.</summary>
    /// <returns>Whether it is kept; false where the audit cannot be written.</returns>
    public static async Task<bool> KeepAsync(PeopleStore people, HallId hall, HallCommand done, string by)
    {
        var detail = done switch
        {
            OpenCounter open => $"opened for {open.Teller}",
            ResumeCounter => "resumed",
            CloseCounter => "closed",
            PauseCounter => "paused",
            _ => null,
        };
        try
        {
            return detail is null || await people.ChangeAsync(async change =>
            {
                await change.NoteAsync(by, AuditKind.CounterSteered, $"{hall}/{((CounterCommand)done).Counter}", detail);
                return true;
            });
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }
}
