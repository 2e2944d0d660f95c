using System.Collections.Immutable;

namespace Hall.Core.Calendar;

/// <summary>One year of working days, as the State Council announced it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Holidays">Days off, in order.</param>
/// <param name="MakeUpDays">Weekend days that are worked, in order.</param>
/// <param name="Source">Where it was announced; empty when nobody says.</param>
public sealed record WorkYear(int Year, ImmutableArray<DateOnly> Holidays, ImmutableArray<DateOnly> MakeUpDays, string Source = "");
