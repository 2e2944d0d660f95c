using System.Security.Cryptography;
using Hall.Storage.Sqlite;
using Microsoft.AspNetCore.Identity;

namespace Hall.Storage.People;

/// <summary>Somebody who works in the hall. The user name is the staff number, which is also the only name of a person that events
/// carry.</summary>
public sealed class Person : IdentityUser, ISealedRow
{
    /// <summary>Longest name and staff number, characters.</summary>
    public const int LongestName = 100;

    /// <summary>Name as colleagues and citizens read it, 1 to 100 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>Roles, separated by spaces.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Codes of the services that this person has learnt, separated by spaces; empty means no note was made.</summary>
    public string Skills { get; set; } = "";

    /// <summary>Number of the staff card; null without one.</summary>
    public string? Card { get; set; }

    /// <summary>Hash of the card's PIN; null without one.</summary>
    public string? PinHash { get; set; }

    /// <summary>
    /// Until when the card also opens a counter at a machine of the house that the hub does not know yet, UTC: a card that was there before
    /// the upgrade. Null for all others.
    /// </summary>
    public DateTimeOffset? OldCardUntil { get; set; }

    /// <summary>Who vouches for the person elsewhere: the provider's issuer; null while the account is not bound.</summary>
    public string? OpenIdIssuer { get; set; }

    /// <summary>The provider's own name for the person, its <c>sub</c>; null while the account is not bound.</summary>
    public string? OpenIdSubject { get; set; }

    /// <summary>
    /// Until when the account may be bound at a sign-in elsewhere that names its staff number, UTC; null when it may not.
    /// </summary>
    public DateTimeOffset? MayBindUntil { get; set; }

    /// <summary>Whether the password must be changed before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the account was disabled, UTC; null while it works.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When the account was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Photograph as uploaded; null without one.</summary>
    public byte[]? Photo { get; set; }

    /// <summary>Its media type.</summary>
    public string? PhotoType { get; set; }

    /// <inheritdoc />
    public string? Seal { get; set; }

    /// <inheritdoc />
    public IReadOnlyList<object?> Sealed =>
    [
        "person", Id, UserName, Name, Roles, Skills, Card, PinHash, PasswordHash, SecurityStamp, MustChangePassword, DisabledAt, CreatedAt,
        PhotoType, Photo is null ? null : Convert.ToHexStringLower(SHA256.HashData(Photo)),
    ];

    /// <summary>The roles one by one.</summary>
    public IReadOnlyList<string> RoleList => Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
