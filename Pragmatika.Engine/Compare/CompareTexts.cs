using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Compare;

/// <summary>What comparisons say to people.</summary>
internal static class CompareTexts
{
    public static readonly Message UnderWay = new("Сверка обмена «{0}» уже идёт.", "A comparison of exchange '{0}' is under way already.");
    public static readonly Message NoReport = new("Нет отчёта сверки {0}.", "There is no comparison report {0}.");
    public static readonly Message Interrupted = new("Сверка прервана: процесс завершился.", "The comparison was interrupted: its process ended.");
    public static readonly Message Repaired = new("Исправлено по сверке: значения из Битрикс24 записаны в таблицу", "Repaired after a comparison: Bitrix24's values were written to the table");
}
