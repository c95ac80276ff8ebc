using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Schedules;

/// <summary>What a board says of a schedule. Sentences name other exchanges by their titles.</summary>
public static class BoardSentences
{
    public static string Sentence(this ScheduleBoard board, ScheduleDefinition? schedule, DateTimeOffset now) =>
        ScheduleSentence.Of(schedule, board.Zone, name => board.Lines.FirstOrDefault(line => line.Name == name)?.Title ?? name, now);

    /// <summary>Times of day of the next starts by the clock alone, by the portal's clock: without windows, as if nothing were stopped.</summary>
    public static IReadOnlyCollection<TimeOnly> StartsOf(this ScheduleBoard board, ScheduleDefinition? schedule, DateTimeOffset now) => schedule is null
        ? []
        : [.. ScheduleClock.Fires(schedule with { Windows = [], Paused = false }, null, now, board.Zone, StartsSeen).Select(at => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, board.Zone).DateTime))];

    private const int StartsSeen = 100;
}
