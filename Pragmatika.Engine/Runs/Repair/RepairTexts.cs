using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Repair;

/// <summary>What repairs say to people.</summary>
internal static class RepairTexts
{
    public static readonly Message NoReport = new("Нет отчёта сверки {0}.", "There is no comparison report {0}.");
    public static readonly Message Repaired = new("Исправлено по сверке: значения из Битрикс24 записаны в таблицу", "Repaired after a comparison: Bitrix24's values were written to the table");
}
