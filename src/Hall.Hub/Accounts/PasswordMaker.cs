using System.Security.Cryptography;

namespace Hall.Hub.Accounts;

/// <summary>Makes first passwords and codes that people can read aloud: no letter or digit looks like another.</summary>
public static class PasswordMaker
{
    /// <summary>Letters and digits that are not mistaken for each other.</summary>
    public const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A first password of 15 characters and two hyphens, 74 bits.</summary>
    public static string Password() => $"{Text(5)}-{Text(5)}-{Text(5)}";

    /// <summary>Random characters of the alphabet.</summary>
    public static string Text(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
