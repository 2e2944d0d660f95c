using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Core.Calendar;
using Hall.Core.Cases;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;

namespace Hall.Hub.Cases;

/// <summary>
/// Deadlines, retention and default ratings: <c>care.json</c> in the data folder. Who edits the file need not start the hub again; a
/// faulty one is refused at start, and later changes nothing until it is mended.
/// </summary>
public sealed class CaseSettingsFile(HubOptions options)
{
    /// <summary>Its name.</summary>
    public const string Name = "care.json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private readonly Lock _gate = new();
    private readonly string _file = Path.Combine(options.DataFolder, Name);
    private CaseRules _rules = new();
    private DateTime? _written;

    /// <summary>What is wrong with the file as it stands; null when nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The settings; the shipped ones where there is no file, the last sound ones while it is faulty.</summary>
    public CaseRules Current
    {
        get
        {
            lock (_gate)
            {
                var written = File.GetLastWriteTimeUtc(_file);
                if (written != _written)
                {
                    _written = written;
                    Take();
                }

                return _rules;
            }
        }
    }

    private void Take()
    {
        Fault = null;
        try
        {
            var read = File.Exists(_file) ? JsonSerializer.Deserialize<CaseRules>(File.ReadAllText(_file), Strict) ?? new() : new();
            if (FaultIn(read) is { } fault)
            {
                Fault = $"{_file}: {fault}";
            }
            else
            {
                _rules = read;
            }
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            Fault = $"The settings of cases and complaints {_file} cannot be read: {fault.Message}";
        }
    }

    private static string? FaultIn(CaseRules rules)
    {
        var deadlines = new (string Name, DeadlineRule Rule)[]
        {
            ("contact", rules.Contact), ("mend", rules.Mend), ("ledger", rules.Ledger), ("callBack", rules.CallBack),
            ("secondCallBack", rules.SecondCallBack), ("complaint", rules.Complaint),
        };
        return deadlines.FirstOrDefault(one => !one.Rule.IsSound) is { Name: { } name }
            ? $"{name} has 1 to 60 workingDays, or 0 and 1 to 1440 minutes."
            : rules.ContactRetentionDays is < 1 or > 1_095 ? "contactRetentionDays is 1 to 1095."
            : rules.DefaultAfterDays is < 1 or > 60 ? "defaultAfterDays is 1 to 60."
            : null;
    }
}
