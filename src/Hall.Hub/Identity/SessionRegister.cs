using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Hub.Registers;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Identity;

/// <summary>
/// The sessions that last, in memory and in <c>people.db</c>. A session is asked for at every request, at every message of a circuit and at
/// every act; it ends for all of them in the moment in which it ends here, also when the disk cannot take the row: that is written as soon
/// as it can.
/// </summary>
public sealed class SessionRegister(PeopleStore store, TimeProvider time, StandstillReport report, ILogger<SessionRegister> logger)
    : StoreRegister<ImmutableDictionary<string, Session>>(
        "session-register", store, ImmutableDictionary<string, Session>.Empty, time, report, logger)
{
    /// <summary>How long a session lasts at most: a shift.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Rows = "people.db/sessions";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private readonly PeopleStore _store = store;
    private readonly TimeProvider _time = time;

    // Ended here and not on the disk yet, with the reason.
    private readonly ConcurrentDictionary<string, (string Staff, string Why)> _ending = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();
    private DateTimeOffset _seenWritten;

    /// <summary>The sessions of a person that last, the newest first.</summary>
    /// <param name="person">The account's identifier.</param>
    public IReadOnlyList<Session> Of(string person) =>
        [.. Current.Values.Where(session => session.Person == person && Find(session.Id) is not null)
            .OrderByDescending(session => session.Since)];

    /// <summary>A session that lasts; null when it has ended or never was.</summary>
    public Session? Find(string? id) =>
        id is not null && Current.TryGetValue(id, out var session) && !_ending.ContainsKey(id) && !IsOverTime(session) ? session : null;

    /// <summary>Why a session ended, one of <see cref="SessionEnd"/>; null while it lasts, and where it is not known.</summary>
    /// <param name="id">Its identifier, from the cookie of the request and from nowhere else.</param>
    public async Task<string?> WhyEndedAsync(string id)
    {
        var row = await _store.ReadAsync(context => context.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id));
        return row?.EndedAt is null ? null : row.Why;
    }

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset SeenAt(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _seen.TryGetValue(session.Id, out var at) && at > session.SeenAt ? at : session.SeenAt;
    }

    /// <summary>Notes that a session is used now.</summary>
    public void Note(string id) => _seen[id] = _time.GetUtcNow();

    /// <summary>Begins a session.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="how">One of <see cref="SignInWay"/>.</param>
    /// <param name="from">The address of the machine.</param>
    /// <param name="userAgent">What its browser calls itself.</param>
    /// <returns>The principal that its cookie carries.</returns>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nobody is signed in.</exception>
    public async Task<ClaimsPrincipal> BeginAsync(RegisteredPerson person, string how, string from, string userAgent)
    {
        ArgumentNullException.ThrowIfNull(person);
        var now = _time.GetUtcNow();
        var session = new Session
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            Person = person.Id,
            How = how,
            From = Short(from),
            Browser = BrowserName.Of(userAgent),
            Since = now,
            SeenAt = now,
        };
        await _store.ChangeAsync(async change =>
        {
            change.Context.Sessions.Add(session);
            var old = now - Kept;
            await change.Context.Sessions.Where(row => row.EndedAt < old).ExecuteDeleteAsync();
            await change.NoteAsync(person.Staff, AuditKind.SignedIn, person.Staff, $"{how}, {session.From}");
            return true;
        });
        return StaffSession.PrincipalOf(person, how, session.Id);
    }

    /// <summary>Ends a session, everywhere and at once. One that has ended already is left as it is.</summary>
    /// <param name="id">The session.</param>
    /// <param name="staff">Who ends it: a staff number, or <c>hub</c>.</param>
    /// <param name="why">One of <see cref="SessionEnd"/>.</param>
    public async Task EndAsync(string? id, string staff, string why)
    {
        if (id is null || !Current.ContainsKey(id) || !_ending.TryAdd(id, (staff, why)))
        {
            return;
        }

        try
        {
            await WriteEndsAsync();
        }
        catch (JournalUnavailableException)
        {
            // Nobody goes on because a disk is full: the pages are told now, and the row is written by and by.
            Renew();
        }
    }

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        await base.LookAsync(stop);
        foreach (var over in Current.Values.Where(IsOverTime))
        {
            _ending.TryAdd(over.Id, ("hub", SessionEnd.Time));
        }

        if (!_ending.IsEmpty)
        {
            await WriteEndsAsync();
        }

        if (_time.GetUtcNow() - _seenWritten >= SeenEvery)
        {
            await WriteSeenAsync();
            _seenWritten = _time.GetUtcNow();
        }
    }

    /// <inheritdoc />
    protected override ImmutableDictionary<string, Session> Read(PeopleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows = store.Read(context => context.Sessions.Where(row => row.EndedAt == null).ToList());
        store.Rows.Keep(Rows, rows.Select(row => row.Id).ToHashSet());
        return rows.ToImmutableDictionary(row => row.Id);
    }

    private bool IsOverTime(Session session) => _time.GetUtcNow() >= session.Since + Longest;

    private async Task WriteEndsAsync()
    {
        var ends = _ending.ToArray();
        await _store.ChangeAsync(async change =>
        {
            foreach (var (id, (staff, why)) in ends)
            {
                if (await change.Context.Sessions.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null) is not { } row)
                {
                    continue;
                }

                (row.EndedAt, row.Why, row.SeenAt) = (_time.GetUtcNow(), why, SeenAt(row));
                var whose = await change.Context.Users.Where(person => person.Id == row.Person).Select(person => person.UserName)
                    .SingleOrDefaultAsync();
                await change.NoteAsync(staff, why == SessionEnd.SignedOut ? AuditKind.SignedOut : AuditKind.SessionEnded,
                    whose ?? row.Person, $"{why}, {row.From}");
            }

            return true;
        });
        foreach (var (id, _) in ends)
        {
            _ending.TryRemove(id, out _);
            _seen.TryRemove(id, out _);
        }
    }

    private async Task WriteSeenAsync()
    {
        foreach (var gone in _seen.Keys.Where(id => !Current.ContainsKey(id)).ToList())
        {
            _seen.TryRemove(gone, out _);
        }

        var seen = Current.Values.Where(session => SeenAt(session) > session.SeenAt).ToDictionary(session => session.Id, SeenAt);
        if (seen.Count == 0)
        {
            return;
        }

        await _store.ChangeAsync(async change =>
        {
            foreach (var row in await change.Context.Sessions.Where(row => row.EndedAt == null && seen.Keys.Contains(row.Id)).ToListAsync())
            {
                row.SeenAt = seen[row.Id];
            }

            return true;
        });
    }

    private static string Short(string text) => text.Length <= Session.LongestPlace ? text : text[..Session.LongestPlace];
}
