using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Stores;

/// <summary>What the portal's own database says to people: what happened, what is safe, what to do.</summary>
internal static class StoreTexts
{
    public static readonly Message Busy = new(
        "База данных портала занята другим процессом. Ничего не записано; повторите через минуту. Если повторяется, проверьте, не открыт ли файл базы в другой программе.",
        "Another process holds the portal's database. Nothing was written; try again in a minute. If it happens again, see whether another program has the file open.");

    public static readonly Message DiskFull = new(
        "На диске базы данных портала нет места (или исчерпана квота). Ничего не записано; освободите место и запустите обмен снова: он продолжит с последней сохранённой пачки.",
        "The disk of the portal's database is full (or its quota is used up). Nothing was written; free some space and run the exchange again: it goes on from the last saved batch.");

    public static readonly Message ReadOnly = new(
        "База данных портала доступна только для чтения. Дайте учётной записи портала право записи в файл базы и его папку (или роль записи на сервере).",
        "The portal's database is read-only. Give the portal's account the right to write the file and its folder (or a writing role on the server).");

    public static readonly Message Unreachable = new(
        "База данных портала недоступна. Проверьте, что сервер базы запущен, а путь или адрес в Database:ConnectionString верны.",
        "The portal's database cannot be reached. See that its server runs and that the path or address in Database:ConnectionString is right.");

    public static readonly Message Unauthorized = new(
        "Сервер базы данных портала отказал во входе. Проверьте имя и пароль в Database:ConnectionString.",
        "The server of the portal's database refused the sign-in. Check name and password in Database:ConnectionString.");

    public static readonly Message Damaged = new(
        "Файл базы данных портала повреждён или это не база. Остановите портал и восстановите копию.",
        "The file of the portal's database is damaged or is no database. Stop the portal and restore a copy.");

    public static readonly Message KeyLost = new(
        "Ключ шифрования секретов не найден. Верните папку ключей из копии или введите секрет подключения заново.",
        "The key that encrypts secrets was not found. Bring the folder of keys back from a copy, or enter the connection's secret again.");

    public static readonly Message KeyLostFor = new("Подключение «{0}»: {1}", "Connection '{0}': {1}");

    public static readonly Message OtherVersion = new(
        "База данных портала создана другой версией программы: изменение «{0}» этой версии неизвестно. База не тронута. Запустите ту версию или укажите пустую базу в Database:ConnectionString.",
        "Another version of the program made the portal's database: this one does not know its change '{0}'. The database was left as it is. Start that version, or name an empty database in Database:ConnectionString.");

    public static readonly Message Other = new(
        "База данных портала ответила ошибкой. Ничего не записано; подробности в техническом журнале.",
        "The portal's database answered with an error. Nothing was written; the technical log has the details.");

    public static readonly Message Crashed = new(
        "Процесс прервался до конца запуска. Следующий запуск продолжит с последней сохранённой пачки и сверит то, что могло быть отправлено.",
        "The process ended before the run did. The next run goes on from the last saved batch and looks up what may have been sent.");
}
