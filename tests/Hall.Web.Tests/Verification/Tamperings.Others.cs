using System.Security.Cryptography;

namespace Hall.Web.Tests.Verification;

/// <summary>Accounts, screens, the audit; cases and complaints; keys; files.</summary>
internal static partial class Tamperings
{
    private static IEnumerable<Tampering> OfAccounts =>
    [
        Tampering.Sql(People, "a row of the audit changed", "was changed, removed, put in or moved",
            "UPDATE audit SET Actor = '9999' WHERE Kind = 'roles-changed'"),
        Tampering.Sql(People, "a row of the audit taken out", "was changed, removed, put in or moved",
            "DELETE FROM audit WHERE Kind = 'roles-changed'"),
        Tampering.Sql(People, "the end of the audit cut off", "it does not end where its sealed head says",
            "DELETE FROM audit WHERE Sequence > (SELECT MAX(Sequence) - 2 FROM audit)"),
        Tampering.Sql(People, "the sealed end of the audit taken away", "it does not end where its sealed head says",
            "DELETE FROM audit_head"),
        Tampering.Sql(People, "a role given", "has the roles", "UPDATE people SET Roles = 'teller administrator' WHERE UserName = '2005'"),
        Tampering.Sql(People, "an account put in", "nothing tells who made it",
            "INSERT INTO people SELECT * FROM (SELECT * FROM people WHERE 0); CREATE TEMP TABLE one AS SELECT * FROM people WHERE "
                + "UserName = '2005'; UPDATE one SET Id = 'x', UserName = '6666', NormalizedUserName = '6666', Card = NULL; INSERT "
                    + "INTO people SELECT * FROM one"),
        Tampering.Sql(People, "an account taken out", "account 2005 was made, and is not in people.db",
            "DELETE FROM people WHERE UserName = '2005'"),
        Tampering.Sql(People, "a disabled account let in again", "at work, and was disabled",
            "UPDATE people SET DisabledAt = NULL WHERE UserName = '2006'"),
        Tampering.Sql(People, "another password set", "account 2005 is not as the hub wrote it",
            "UPDATE people SET PasswordHash = (SELECT PasswordHash FROM people WHERE UserName = '2006') WHERE UserName = '2005'"),
        Tampering.Sql(People, "another card put to an account", "account 2005 is not as the hub wrote it",
            "UPDATE people SET Card = 'CARD6666' WHERE UserName = '2005'"),
        Tampering.Sql(People, "a screen put in", "nobody enrolled it there",
            "INSERT INTO screens SELECT 'x', 'Spy', Hall, Surface, Place, 'abc', EnrolledAt, EnrolledBy, NULL, Seal FROM screens WHERE "
                + "ShutOutAt IS NULL"),
        Tampering.Sql(People, "a screen moved", "nobody enrolled it there",
            "UPDATE screens SET Place = '2', Surface = 'window' WHERE ShutOutAt IS NULL"),
        Tampering.Sql(People, "a screen that was shut out let in again", "or it was shut out", "UPDATE screens SET ShutOutAt = NULL"),
        Tampering.Sql(People, "the secret of a screen exchanged", "screen Kiosk is not as the hub wrote it",
            "UPDATE screens SET SecretHash = 'abc' WHERE ShutOutAt IS NULL"),
        Tampering.Sql(People, "a session put in (a cookie to it needs the keys, too)", null,
            "INSERT INTO sessions (Id, Person, How, \"From\", Browser, Since, SeenAt, Why) SELECT 'x', Id, 'password', '10.0.0.1', "
                + "'Chromium', CreatedAt, CreatedAt, '' FROM people LIMIT 1"),
        Tampering.Back(People, "put back from some hours before", "the last row of", People),
        Tampering.Back(People, "put back from some hours before, with its file of heads", "put back from an earlier time", People,
            AuditHeads),
    ];

    private static IEnumerable<Tampering> OfCare =>
    [
        Tampering.Sql(Care, "a complaint taken out", "steps that care.db does not have as they were",
            "DELETE FROM complaints WHERE Number = 'TS2026-00001'; DELETE FROM care_facts WHERE Number = 'TS2026-00001'"),
        Tampering.Sql(Care, "the words of a complaint changed", "is not as the hub wrote it",
            "UPDATE complaints SET Body = replace(Body, '\"content\":\"', '\"content\":\"不')"),
        Tampering.Sql(Care, "a case taken out", "bad ratings have no case",
            "DELETE FROM cases WHERE Number = 'CP2026-00001'; DELETE FROM care_facts WHERE Number = 'CP2026-00001'"),
        Tampering.Sql(Care, "a case moved to another teller", "another level, teller, counter or service",
            "UPDATE cases SET Body = replace(Body, '\"teller\":\"1001\"', '\"teller\":\"1002\"') WHERE Number = 'CP2026-00001'"),
        Tampering.Sql(Care, "a step given to another person", "steps that care.db does not have as they were",
            "UPDATE cases SET Body = replace(Body, '\"by\":\"duty-manager\"', '\"by\":\"9999\"') WHERE Number = 'CP2026-00001'"),
        Tampering.Sql(Care, "the time of a step changed", "steps that care.db does not have as they were",
            "UPDATE complaints SET Body = replace(Body, '\"steps\":[{\"at\":\"2026', '\"steps\":[{\"at\":\"2025')"),
        Tampering.Sql(Care, "a deadline changed", "is not as the hub wrote it",
            "UPDATE complaints SET Body = replace(Body, '\"named\":true', '\"named\":false')"),
        Tampering.Sql(Care, "a complaint settled in its column only", "do not agree with their own columns",
            "UPDATE complaints SET EndedAt = RegisteredAt WHERE Number = 'TS2026-00001'"),
        Tampering.Sql(Care, "the facts behind a figure changed", "count in the figures otherwise than they are",
            "UPDATE care_facts SET Teller = '1002' WHERE Number = 'CP2026-00001'"),
        Tampering.Sql(Care, "the facts behind a figure taken out", "count in the figures otherwise than they are",
            "DELETE FROM care_facts WHERE Number = 'TS2026-00001'"),
        Tampering.Sql(Care, "ratings marked as looked through that are not there", "were looked through up to",
            "UPDATE marks SET Link = Link + 100"),
        Tampering.Sql(Care, "the last number of complaints lowered", "would give a number again",
            "UPDATE numbers SET Last = 0 WHERE Series LIKE 'TS%'"),
        Tampering.Sql(Care, "a contact changed", "cannot be read", "UPDATE contacts SET Sealed = zeroblob(60)"),
        Tampering.Sql(Care, "a contact taken out (as erasing does)", null, "DELETE FROM contacts WHERE Subject = 'TS2026-00001'"),
        Tampering.Sql(Care, "a message of the exchange marked as sent", null,
            "INSERT INTO outbox (Hall, \"Key\", Kind, Body, Version, MadeAt, Attempts, NextAt, SentAt) VALUES ('demo-small', 'x', "
                + "'rating', '{}', 1, 0, 0, 0, 1)"),
        Tampering.Back(Care, "put back from some hours before", "care.db was put back from an earlier time", Care),
    ];

    private static IEnumerable<Tampering> OfKeysAndFiles =>
    [
        Tampering.Sql(Keys, "a key put in", "nothing tells of its making",
            "INSERT INTO keys (Name, Role, Hash, CreatedAt) SELECT 'spy', 'manager', 'abc', MIN(CreatedAt) FROM keys"),
        Tampering.Sql(Keys, "a key given another role", "key exchange has the role manager",
            "UPDATE keys SET Role = 'manager' WHERE Name = 'exchange'"),
        Tampering.Sql(Keys, "a key let work at every counter", "key window-1 is another one than was made",
            "UPDATE keys SET Counter = NULL WHERE Name = 'window-1'"),
        Tampering.Sql(Keys, "a key exchanged for another", "key exchange is another one than was made",
            "UPDATE keys SET Hash = 'abc' WHERE Name = 'exchange'"),
        Tampering.Sql(Keys, "a key that was taken back let work again", "works again",
            "UPDATE keys SET RevokedAt = NULL WHERE Name = 'old'"),
        Tampering.Sql(Keys, "a key taken out", "key exchange was made, and is not in keys.db", "DELETE FROM keys WHERE Name = 'exchange'"),
        Tampering.Back(Keys, "put back from some hours before", "keys.db was put back from an earlier time", Keys),
        Tampering.Lines(AuditHeads, "a line of the audit's heads changed", "the last row of",
            lines => [.. lines[..^1], $"{lines[^1][..^8]}00000000"]),
        Tampering.Lines(Ends, "a line of the journal's ends changed", "was not written by this hub",
            lines => [.. lines[..^1], $"{lines[^1][..^8]}00000000"]),
        new("secret.key", "the hub's secret exchanged", "was changed, removed, put in or moved",
            folder => File.WriteAllBytes(Path.Combine(folder, "secret.key"), RandomNumberGenerator.GetBytes(32))),
        new("heads/", "the files of heads deleted, and nothing else", null,
            folder => Directory.Delete(Path.Combine(folder, "heads"), recursive: true)),
        Tampering.Back("all files", "the whole folder put back", null, Journal, People, Care, Keys, AuditHeads, "heads"),
    ];
}
