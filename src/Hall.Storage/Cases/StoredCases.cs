using Hall.Core.Cases;
using Hall.Storage.Sqlite;

namespace Hall.Storage.Cases;

/// <summary>Cases and complaints as <c>care.db</c> holds them: the names of its stores, and the shapes of their bodies.</summary>
public static class StoredCases
{
    /// <summary>Cases, as alerts name them.</summary>
    public const string Cases = "care.db/cases";

    /// <summary>Complaints, as alerts name them.</summary>
    public const string Complaints = "care.db/complaints";

    /// <summary>Contact data, as alerts name them.</summary>
    public const string Contacts = "care.db/contacts";

    /// <summary>What waits for the exchange, as alerts name it.</summary>
    public const string Outbox = "care.db/outbox";

    /// <summary>A case as it is stored.</summary>
    public static string Of(ReviewCase one) => StoredJson.Write(one, CaseJson.Default.ReviewCase);

    /// <summary>A complaint as it is stored.</summary>
    public static string Of(Complaint one) => StoredJson.Write(one, CaseJson.Default.Complaint);

    /// <summary>A case as it was stored; throws when it cannot be read.</summary>
    public static ReviewCase CaseOf(CaseRow row) =>
        Whole(StoredJson.Read(row.Body, CaseJson.Default.ReviewCase), one => one.Number, row.Number);

    /// <summary>A complaint as it was stored; throws when it cannot be read.</summary>
    public static Complaint ComplaintOf(ComplaintRow row) =>
        Whole(StoredJson.Read(row.Body, CaseJson.Default.Complaint), one => one.Number, row.Number);

    // What belongs to another row must not be shown, stepped on or written back under this one's number.
    private static T Whole<T>(T read, Func<T, string> numberOf, string number) =>
        numberOf(read) == number ? read : throw new InvalidDataException($"It is the body of {numberOf(read)}.");
}
