using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Fuses;

/// <summary>What a blown fuse says to people.</summary>
internal static class FuseTexts
{
    private static readonly Message Creates = new("создал бы новых записей не меньше {0} при пределе {1}", "would create at least {0} records where {1} are allowed");
    private static readonly Message Updates = new("изменил бы записей не меньше {0} при пределе {1}", "would update at least {0} records where {1} are allowed");
    private static readonly Message Blanked = new("стёр бы значения не меньше чем в {0} полях при пределе {1}", "would blank at least {0} fields where {1} are allowed");

    private static readonly Message Deletes = new("удалил бы не меньше {0} при пределе {1}", "would delete at least {0} where {1} are allowed");

    public static readonly Message Refused = new("Запускать без предохранителя не разрешил: {0}.", "Running it without the fuse was refused by: {0}.");

    private static readonly Message Usual = new(" (обычно за прогон: {0})", " (usual for a run: {0})");

    private static readonly Message Ahead = new(
        "Предохранитель: прогон {0}{1}. Он остановлен до отправки: ничего не записано. Проверьте источник. Если всё верно, запустите обмен один раз без предохранителя.",
        "Fuse: the run {0}{1}. It was stopped before it sent anything. Check the source. If all is right, run the exchange once without the fuse.");

    private static readonly Message Whole = new(
        "Предохранитель: прогон {0}{1}. Он остановлен до отправки этой порции; до неё отправлено изменений: {2}. Проверьте источник. Если всё верно, запустите обмен один раз без предохранителя.",
        "Fuse: the run {0}{1}. It was stopped before this batch was sent; changes sent before it: {2}. Check the source. If all is right, run the exchange once without the fuse.");

    /// <summary><paramref name="usual"/> is null when nothing is known of earlier runs.</summary>
    public static string Blown(FuseTrip trip, long? usual, long sent)
    {
        var what = trip.Subject switch
        {
            FuseSubject.Creates => Creates,
            FuseSubject.Updates => Updates,
            FuseSubject.Deletes => Deletes,
            _ => Blanked,
        };
        var (seen, known) = (what.With(Number(trip.Seen), Number(trip.Allowed)), usual is { } runs ? Usual.With(Number(runs)) : string.Empty);
        return sent == 0 ? Ahead.With(seen, known) : Whole.With(seen, known, Number(sent));
    }

    private static string Number(long number) => Message.Number(number);
}
