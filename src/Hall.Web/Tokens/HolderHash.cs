using System.Text;
using Hall.Core.Identifiers;

namespace Hall.Web.Tokens;

/// <summary>Only a keyed hash of an identity reaches the journal: it finds the same person again in the same hall and tells nobody who it is.</summary>
public static class HolderHash
{
    /// <summary>The hash of what stands on an identity card or another proof.</summary>
    public static string Of(HubSecret secret, HallId hall, string identity) =>
        Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes($"holder|{hall}|{identity.Trim()}")));
}
