using System.Security.Cryptography;

namespace Hall.Web.Tests.Verification;

/// <summary>The kinds of tampering that are tried, each in the databases where it can stand.</summary>
internal static partial class Tamperings
{
    private const string Journal = "hall.db";
    private const string People = "people.db";
    private const string Care = "care.db";
    private const string Keys = "keys.db";
    private const string Heads = "heads/demo-small.csv";
    private const string Ends = "heads/demo-small.journal.csv";
    private const string AuditHeads = "audit-heads.txt";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Tampering> All { get; } = [.. OfTheJournal, .. OfVisits, .. OfRatings, .. OfAccounts, .. OfCare,
        .. OfKeysAndFiles];

    private static string Payload(string from, string to, string where) =>
        $"UPDATE journal SET Payload = replace(Payload, '{from}', '{to}') WHERE {where} AND instr(Payload, '{from}') > 0";

    private static IEnumerable<Tampering> OfTheJournal =>
    [
        Tampering.Sql(Journal, "an event taken out", "is missing", "DELETE FROM journal WHERE Type = 'ticket-no-show'"),
        Tampering.Sql(Journal, "the last events cut off", "with which the journal ended",
            "DELETE FROM journal WHERE Sequence > (SELECT MAX(Sequence) - 3 FROM journal)"),
        Tampering.Sql(Journal, "two events swapped", "waits and services of ticket",
            "UPDATE journal SET Sequence = -1 WHERE Type = 'ticket-no-show'; UPDATE journal SET Sequence = Sequence + 1 WHERE Sequence "
                + "= (SELECT MAX(Sequence) FROM journal WHERE Type = 'ticket-called' AND Sequence < (SELECT MIN(Sequence) FROM journal "
                    + "WHERE Type = 'ticket-abandoned')); UPDATE journal SET Sequence = (SELECT MIN(Sequence) - 3 FROM journal WHERE "
                        + "Type = 'ticket-abandoned') WHERE Sequence = -1"),
        Tampering.Sql(Journal, "an event added at the end", "missing in the reports",
            "INSERT INTO journal (Hall, Sequence, At, Type, Version, Payload) SELECT Hall, (SELECT MAX(Sequence) + 1 FROM journal), "
                + "(SELECT MAX(At) FROM journal), Type, Version, json_set(Payload, '$.ticket', 99, '$.number', 'A099') FROM journal "
                    + "WHERE Type = 'ticket-issued' AND json_extract(Payload, '$.ticket') = 1"),
        Tampering.Sql(Journal, "the time of a call changed", "waits and services of ticket",
            "UPDATE journal SET At = At - 60000 WHERE Type = 'ticket-called' AND json_extract(Payload, '$.ticket') = 1"),
        Tampering.Sql(Journal, "the teller of a call changed", "another teller",
            Payload("1001", "1002", "Type = 'ticket-called' AND json_extract(Payload, '$.ticket') = 1")),
        Tampering.Sql(Journal, "the level of a rating changed in the journal", "not so in the journal",
            Payload("VeryDissatisfied", "Satisfied", "Type = 'feedback-given'")),
        Tampering.Sql(Journal, "the reasons of a rating changed in the journal", "has other words, reasons",
            Payload("\"109\"", "\"110\"", "Type = 'feedback-given'")),
        Tampering.Sql(Journal, "who closed the hall changed", "are told otherwise by the audit",
            Payload("duty-manager", "9999", "Type = 'hall-closed'")),
        Tampering.Sql(Journal, "an emergency closing added that nobody ordered", "are not in the audit",
            "UPDATE journal SET Type = 'hall-reopened', Payload = '{\"by\":\"9999\"}' WHERE Type = 'stray-press-counted'"),
        Tampering.Sql(Journal, "the reason of a pause changed (no other record has it)", null,
            Payload("lunch", "sick", "Type = 'counter-paused'")),
        Tampering.Sql(Journal, "a wait shortened in the journal and in every table that follows from it", null, """
            UPDATE journal SET At = At - 1000 WHERE Sequence = (SELECT MAX(Sequence) FROM journal WHERE Type = 'ticket-abandoned');
            UPDATE periods SET "To" = "To" - 1000 WHERE Ticket = (SELECT MAX(Ticket) FROM tickets WHERE State = 'Abandoned');
            UPDATE tickets SET EndedAt = EndedAt - 1000 WHERE Ticket = (SELECT MAX(Ticket) FROM tickets WHERE State = 'Abandoned')
            """),
        Tampering.Sql(Journal, "an answer that is kept for a sender changed", null,
            "INSERT INTO kept_outcomes (Hall, Scope, \"Key\", BodyHash, At, Outcome) SELECT Hall, 'k', 'x', 'abc', At, "
                + "'{\"schemaVersion\":1,\"at\":\"2026-03-02T00:30:00+00:00\"}' FROM journal LIMIT 1"),
        Tampering.Sql(Journal, "the rules changed in the state of a morning", "has other rules and places",
            "UPDATE openings SET State = replace(State, '\"noShowAfterSeconds\":', '\"noShowAfterSeconds\":1')"),
        Tampering.Sql(Journal, "a visit changed in the state of a morning", "has other tickets",
            "UPDATE openings SET State = json_set(State, '$.tickets[0].number', 'A777')"),
        Tampering.Sql(Journal, "a state added for an event that never was", "which the journal does not have",
            "INSERT INTO openings SELECT Hall, 9999, replace(State, '\"sequence\":' || Sequence, '\"sequence\":9999') FROM openings "
                + "ORDER BY Sequence DESC LIMIT 1"),
        Tampering.Back(Journal, "put back from some hours before", "put back from an earlier time", Journal),
    ];

    private static IEnumerable<Tampering> OfVisits =>
    [
        Tampering.Sql(Journal, "a visit taken out of the reports", "missing in the reports", "DELETE FROM tickets WHERE Ticket = 3"),
        Tampering.Sql(Journal, "a visit put into the reports", "the journal knows no such visit",
            "INSERT INTO tickets SELECT Hall, 77, 'A077', BusinessDay, Zone, Services, Priority, State, IssuedAt, EndedAt, Counter, "
                + "Teller FROM tickets WHERE Ticket = 1"),
        Tampering.Sql(Journal, "a no-show made a served visit", "has another state",
            "UPDATE tickets SET State = 'Completed' WHERE State = 'NoShow'"),
        Tampering.Sql(Journal, "the time of issue changed", "has another time of issue",
            "UPDATE tickets SET IssuedAt = IssuedAt + 60000 WHERE Ticket = 1"),
        Tampering.Sql(Journal, "a visit moved to another day", "has another day",
            "UPDATE tickets SET BusinessDay = BusinessDay + 1 WHERE Ticket = 1"),
        Tampering.Sql(Journal, "the teller of a visit changed", "has another teller",
            "UPDATE tickets SET Teller = '1002' WHERE Ticket = 1"),
        Tampering.Sql(Journal, "a wait shortened", "waits and services of ticket",
            "UPDATE periods SET \"To\" = \"To\" - 30000 WHERE Ticket = 1 AND \"Index\" = 0"),
        Tampering.Sql(Journal, "a service taken out of a visit", "waits and services of ticket",
            "DELETE FROM periods WHERE Ticket = 1 AND Kind = 'service'"),
        Tampering.Sql(Journal, "a stretch added to a visit", "waits and services of ticket",
            "INSERT INTO periods SELECT Hall, Ticket, 9, Leg, Kind, \"From\", \"To\", Service, Counter, Teller FROM periods WHERE "
                + "Ticket = 1 AND \"Index\" = 0"),
        Tampering.Sql(Journal, "a served leg taken out", "are missing", "DELETE FROM legs WHERE Ticket = 3"),
        Tampering.Sql(Journal, "a served leg added", "were added",
            "INSERT INTO legs SELECT Hall, 99, Leg, At, Day, Hour, Zone, Service, Counter, Teller FROM legs WHERE Ticket = 3"),
        Tampering.Sql(Journal, "a served leg given to another teller", "some were changed",
            "UPDATE legs SET Teller = '1001' WHERE Ticket = 3"),
        Tampering.Sql(Journal, "a served leg moved to another hour", "some were changed",
            "UPDATE legs SET Hour = Hour + 1 WHERE Ticket = 3"),
        Tampering.Sql(Journal, "what a service was called changed", "what service A01 was called",
            "UPDATE parts SET Chinese = '别的' WHERE \"Key\" = 'A01'"),
        Tampering.Sql(Journal, "the zone of a service of the past changed", "what service A03 was called, or where it belonged",
            "UPDATE parts SET Zone = 'B' WHERE \"Key\" = 'A03'"),
        Tampering.Sql(Journal, "a name of the past taken out", "is missing, and the journal tells of it",
            "DELETE FROM parts WHERE \"Key\" = 'A02'"),
    ];

    private static IEnumerable<Tampering> OfRatings =>
    [
        Tampering.Sql(Journal, "a bad rating made a good one", "was changed",
            "UPDATE feedback SET Level = 'Satisfied' WHERE Level = 'VeryDissatisfied'"),
        Tampering.Sql(Journal, "what a citizen wrote changed", "was changed",
            "UPDATE feedback SET Comment = '很好' WHERE Level = 'VeryDissatisfied'"),
        Tampering.Sql(Journal, "a rating taken out", "was removed", "DELETE FROM feedback WHERE Link = 2"),
        Tampering.Sql(Journal, "two ratings swapped", "the order was changed",
            "UPDATE feedback SET Link = -1 WHERE Link = 1; UPDATE feedback SET Link = 1 WHERE Link = 2; UPDATE feedback SET Link = 2 "
                + "WHERE Link = -1"),
        Tampering.Sql(Journal, "a rating added", "was changed",
            "INSERT INTO feedback SELECT Hall, (SELECT MAX(Link) + 1 FROM feedback), 3, 1, Occasion, At, Day, Hour, Zone, Service, "
                + "Counter, Teller, Level, Reasons, Comment, Channel, DelayMs, Seal, Mac FROM feedback WHERE Link = 1"),
        Tampering.Sql(Journal, "the last ratings cut off", "were cut off", "DELETE FROM feedback WHERE Link > 2"),
        Tampering.Sql(Journal, "the last ratings cut off and the end moved", "the end of the chain of ratings was changed",
            "DELETE FROM feedback WHERE Link > 2; UPDATE feedback_heads SET Link = 2, Mac = (SELECT Mac FROM feedback WHERE Link = 2)"),
        Tampering.Sql(Journal, "all ratings deleted", "the end of the chain of ratings is missing",
            "DELETE FROM feedback; DELETE FROM feedback_heads"),
        Tampering.Sql(Journal, "a rating set aside without a case", "is set aside",
            "INSERT INTO feedback_aside SELECT Hall, Ticket, Leg, At, 'CP2026-00001' FROM feedback WHERE Level = 'VeryDissatisfied'"),
        Tampering.Sql(Journal, "the sums of a day changed", "the sums of the hall on 2026-03-02",
            "UPDATE tallies SET Valid4 = 0, Valid1 = Valid1 + 1 WHERE Scope = 0 AND Valid4 > 0"),
        Tampering.Sql(Journal, "presses that changed nothing taken out of the sums", "and of the presses in the journal",
            "UPDATE tallies SET Orphan = 0, Second = 0, Late = 0 WHERE Orphan + Second + Late > 0"),
        Tampering.Sql(Journal, "the sums of a teller deleted", "the sums of teller 1001",
            "DELETE FROM tallies WHERE Scope = 4 AND \"Key\" = '1001'"),
        Tampering.Lines(Heads, "an exported head of the ratings changed", "was exported on",
            lines => lines.Select(line => $"{line[..^4]}0000")),
        new("chain.key", "the key of the ratings exchanged", "or the key is not the one it was made with",
            folder => File.WriteAllBytes(Path.Combine(folder, "chain.key"), RandomNumberGenerator.GetBytes(32))),
    ];
}
