using System.Globalization;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Paused;

/// <summary>What pauses say to people.</summary>
internal static class PausedTexts
{
    public static readonly Message Skipped = new("Приостановлена до {0}: {1}", "Paused until {0}: {1}");
    public static readonly Message NotAnswered = new(
        "Запись приостановлена до {0} ({1}). Ответ не выполнен, вопрос остался: сначала возобновите запись на её странице.",
        "The record is paused until {0} ({1}). The answer was not carried out and the question stays: resume the record on its page first.");

    public static readonly Message Paused = new("{0}: обмен этой записью приостановлен до {1}. {2}", "{0}: this record is paused until {1}. {2}");
    public static readonly Message Resumed = new("{0}: обмен этой записью возобновлён", "{0}: this record goes on");
    public static readonly Message ResumedItself = new("Срок паузы вышел, обмен этой записью возобновлён", "The pause is over, this record goes on");

    /// <summary>UTC, to the minute: the journal is read in many zones.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
