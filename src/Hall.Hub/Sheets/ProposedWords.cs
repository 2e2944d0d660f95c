using Hall.Core.Configuration;
using Hall.Core.Readings;
using Hall.Core.Search;

namespace Hall.Hub.Sheets;

/// <summary>What a new service gets by itself, so that it can be found from the first day: initials, and the words that people use for it
/// everywhere. Both can be changed like anything else.</summary>
public static class ProposedWords
{
    /// <summary>The service with what it lacks of both.</summary>
    public static Service With(Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var words = service.EverydayWords.Count > 0
            ? service.EverydayWords
            : service.Names.Select(name => (name.Key, Words: CommonWords.For(name.Value))).Where(pair => pair.Words.Count > 0)
                .ToDictionary(pair => pair.Key, pair => pair.Words);
        return service with
        {
            EverydayWords = words,
            Initials = service.Initials.Length > 0 ? service.Initials : Pronunciation.InitialsOf(service.Names.In("zh-CN")),
        };
    }
}
