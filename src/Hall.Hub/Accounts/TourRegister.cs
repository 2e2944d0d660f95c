using System.Text.Json;
using Hall.Hub.Hosting;

namespace Hall.Hub.Accounts;

/// <summary>Who has been shown around in which role, in <c>tours.json</c> of the data folder: once each, and it can be left. A file that
/// cannot be read or written costs nobody more than seeing a tour again.</summary>
public sealed class TourRegister(HubOptions options)
{
    private readonly string _file = Path.Combine(options.DataFolder, "tours.json");
    private readonly Lock _gate = new();
    private Dictionary<string, List<string>>? _left;

    /// <summary>Whether somebody has been shown around in a role, or left the tour.</summary>
    public bool HasLeft(string staff, string role)
    {
        lock (_gate)
        {
            return Read().GetValueOrDefault(staff)?.Contains(role) == true;
        }
    }

    /// <summary>Keeps that somebody has.</summary>
    public void Leave(string staff, string role)
    {
        lock (_gate)
        {
            var left = Read();
            if (!left.TryGetValue(staff, out var roles))
            {
                left[staff] = roles = [];
            }

            if (roles.Contains(role))
            {
                return;
            }

            roles.Add(role);
            try
            {
                File.WriteAllText($"{_file}.part", JsonSerializer.Serialize(left));
                File.Move($"{_file}.part", _file, overwrite: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It is known until the next start; a full disk is told elsewhere.
            }
        }
    }

    private Dictionary<string, List<string>> Read()
    {
        if (_left is null)
        {
            try
            {
                _left = File.Exists(_file) ? JsonSerializer.Deserialize<Dictionary<string, List<string>>>(File.ReadAllText(_file)) : null;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
            {
                // It begins anew.
            }

            _left ??= [];
        }

        return _left;
    }
}
