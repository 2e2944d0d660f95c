using System.Text.RegularExpressions;

namespace Hall.Core.Configuration;

/// <summary>A spoken call names the number and the window in every language that is spoken.</summary>
internal static partial class VoiceRules
{
    private const int MostLanguages = 5;

    public static void Check(RuleFaults faults, VoiceSettings voice)
    {
        if (voice.Languages.Count == 0)
        {
            faults.Add("voice.languages", "No language is spoken. Give at least one, such as \"zh-CN\".");
        }

        faults.AtMost("voice.languages", voice.Languages.Count, MostLanguages);
        faults.Unique(voice.Languages, language => language, i => Invariant($"voice.languages[{i}]"), "language");
        for (var i = 0; i < voice.Languages.Count; i++)
        {
            TextRules.CheckLanguage(faults, Invariant($"voice.languages[{i}]"), voice.Languages[i]);
            CheckSpoken(faults, "voice.phrases", voice.Phrases, voice.Languages[i]);
            CheckSpoken(faults, "voice.shortPhrases", voice.ShortPhrases, voice.Languages[i]);
        }

        CheckPhrases(faults, "voice.phrases", voice.Phrases);
        CheckPhrases(faults, "voice.shortPhrases", voice.ShortPhrases);
    }

    private static void CheckSpoken(RuleFaults faults, string path, LocalText phrases, string language)
    {
        if (!phrases.ContainsKey(language))
        {
            faults.Add(
                $"{path}.{language}", $"\"{language}\" is spoken but has no phrase. Add one, or take the language out of \"languages\".");
        }
    }

    private static void CheckPhrases(RuleFaults faults, string path, LocalText phrases)
    {
        TextRules.Check(faults, path, phrases, chineseNeeded: false);
        foreach (var (language, phrase) in phrases)
        {
            var fields = Field().Matches(phrase).Select(match => match.Value).ToList();
            foreach (var needed in Needed.Where(needed => !fields.Contains(needed)))
            {
                faults.Add($"{path}.{language}", $"The phrase lacks {needed}. Write it where it should be spoken.");
            }

            foreach (var unknown in fields.Where(field => !Needed.Contains(field)))
            {
                faults.Add($"{path}.{language}",
                    $"Nothing is known that could be put in the place of {unknown}. Use {string.Join(" and ", Needed)} only.");
            }
        }
    }

    private static readonly string[] Needed = ["{number}", "{counter}"];

    [GeneratedRegex(@"\{[^}]*\}?")]
    private static partial Regex Field();
}
