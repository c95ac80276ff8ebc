using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Compare;

/// <summary>What comparisons say to people, and the words of their export.</summary>
internal static class CompareTexts
{
    public static readonly Message UnderWay = new("Сверка обмена «{0}» уже идёт.", "A comparison of exchange '{0}' is under way already.");
    public static readonly Message Interrupted = new("Сверка прервана: процесс завершился.", "The comparison was interrupted: its process ended.");

    public static readonly IReadOnlyList<Message> Columns =
    [
        new("№", "No."), new("Вид", "Kind"), new("Поток", "Flow"), new("Ключ", "Key"), new("ID в CRM", "CRM id"), new("Поле", "Field"), new("В SQL", "In SQL"), new("В Битрикс24", "In Bitrix24"),
    ];

    public static Message Of(Runs.Verify.DifferenceKind kind) => kind switch
    {
        Runs.Verify.DifferenceKind.Missing => new("нет в Битрикс24", "missing"),
        Runs.Verify.DifferenceKind.Extra => new("лишняя", "extra"),
        Runs.Verify.DifferenceKind.Doubled => new("двойник", "doubled"),
        _ => new("отличается", "different"),
    };
}
