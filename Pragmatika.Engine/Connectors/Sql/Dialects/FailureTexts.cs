using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>What failures of the three engines mean to people; <c>{0}</c> is the engine's name where a text serves several.</summary>
internal static class FailureTexts
{
    public static readonly Message TableGone = new(
        "Таблица исчезла из базы: восстановите её или исправьте имя в описании обмена.", "The table is gone from the database: restore it, or mend its name in the exchange's definition.");

    public static readonly Message ColumnGone = new(
        "Колонка исчезла из таблицы: её переименовали или удалили. Верните колонку или исправьте описание обмена.",
        "The column is gone from the table: it was renamed or dropped. Bring it back, or mend the exchange's definition.");

    public static readonly Message ByCode = new("{0} отказал с кодом {1}: проверьте таблицу и описание обмена.", "{0} refused with code {1}: check the table and the exchange's definition.");
    public static readonly Message Password = new("{0} не принял имя или пароль: проверьте их в соединении.", "{0} did not accept name or password: check them in the connection.");

    public static readonly Message Rights = new(
        "Пользователю {0} не хватает прав: нужны SELECT и UPDATE на таблицу обмена.", "The user of {0} lacks rights: SELECT and UPDATE on the exchange table are needed.");

    public static readonly Message Silent = new(
        "Сервер {0} не отвечает: проверьте адрес, порт, сеть и запущен ли сервер.", "The server of {0} does not answer: check address, port, network, and that it runs.");

    public static readonly Message DiskFull = new(
        "На диске сервера {0} кончилось место: освободите его и запустите обмен снова.", "The disk of the {0} server is full: free some space and run the exchange again.");

    public static readonly Message Unfit = new(
        "Значение не подходит колонке {0}: проверьте тип, длину и обязательность колонок, в которые пишет обмен.",
        "The value does not fit a column of {0}: check type, length and NOT NULL of the columns the exchange writes to.");

    public static readonly Message SqliteNotOpened = new(
        "Файл базы SQLite не открывается: проверьте путь в соединении и права на файл и папку.", "The SQLite file does not open: check the path in the connection, and the rights to file and folder.");

    public static readonly Message SqliteNotADatabase = new(
        "Файл не похож на базу SQLite или зашифрован: проверьте путь в соединении.", "The file is no SQLite database, or it is encrypted: check the path in the connection.");

    public static readonly Message SqliteReadOnly = new(
        "Файл базы SQLite доступен только для чтения: дайте право на запись в файл и его папку.", "The SQLite file is read-only: give the right to write the file and its folder.");

    public static readonly Message SqliteBusy = new("База SQLite занята другой программой: обмен повторит попытку.", "Another program holds the SQLite database: the exchange tries again.");

    public static readonly Message SqliteDiskFull = new(
        "На диске с базой SQLite кончилось место: освободите его и запустите обмен снова.", "The disk of the SQLite database is full: free some space and run the exchange again.");

    public static readonly Message SqliteDamaged = new("Файл базы SQLite повреждён: восстановите его из копии.", "The SQLite file is damaged: restore it from a copy.");

    public static readonly Message PostgresSlow = new(
        "PostgreSQL не ответил вовремя: сервер перегружен или таблица заблокирована. Обмен повторит попытку.",
        "PostgreSQL did not answer in time: the server is overloaded or the table is locked. The exchange tries again.");

    public static readonly Message PostgresNoPassword = new("PostgreSQL требует пароль: впишите его в соединение.", "PostgreSQL asks for a password: enter it in the connection.");

    public static readonly Message PostgresNoDatabase = new(
        "Такой базы нет на сервере PostgreSQL: проверьте имя базы в соединении.", "The PostgreSQL server has no such database: check its name in the connection.");

    public static readonly Message PostgresStopping = new(
        "Сервер PostgreSQL останавливается или запускается: обмен повторит попытку по расписанию.", "The PostgreSQL server is stopping or starting: the exchange tries again by schedule.");

    public static readonly Message PostgresBusy = new(
        "PostgreSQL занят (блокировка, предел подключений или времени): обмен повторит попытку.", "PostgreSQL is busy (a lock, a limit of connections or time): the exchange tries again.");

    public static readonly Message SqlServerNoDatabase = new(
        "База на сервере SQL Server не открывается: проверьте имя базы и право входа в неё.", "The database on the SQL Server does not open: check its name and the right to enter it.");

    public static readonly Message SqlServerBusy = new(
        "SQL Server занят (блокировка или предел времени): обмен повторит попытку.", "SQL Server is busy (a lock or a time limit): the exchange tries again.");
}
