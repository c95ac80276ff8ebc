using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Compare;

/// <summary>What comparisons say to people.</summary>
internal static class CompareTexts
{
    public static readonly Message UnderWay = new("Сверка обмена «{0}» уже идёт.", "A comparison of exchange '{0}' is under way already.");
    public static readonly Message Interrupted = new("Сверка прервана: процесс завершился.", "The comparison was interrupted: its process ended.");
}
