using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Schedules;

/// <summary>Sentences of a board name other exchanges by their titles.</summary>
public static class BoardSentences
{
    public static string Sentence(this ScheduleBoard board, ScheduleDefinition? schedule, DateTimeOffset now) =>
        ScheduleSentence.Of(schedule, board.Zone, name => board.Lines.FirstOrDefault(line => line.Name == name)?.Title ?? name, now);
}
