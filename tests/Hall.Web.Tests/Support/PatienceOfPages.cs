using System.Runtime.CompilerServices;

namespace Hall.Web.Tests.Support;

/// <summary>Pages without a browser have the same patience as everything else; by itself it is a second.</summary>
internal static class PatienceOfPages
{
    [ModuleInitializer]
    internal static void Give() => Bunit.BunitContext.DefaultWaitTimeout = Eventually.Longest;
}
