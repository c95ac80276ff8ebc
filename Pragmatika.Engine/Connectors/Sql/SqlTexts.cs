using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>What the connector of SQL sides says to people, whatever the engine.</summary>
internal static class SqlTexts
{
    public static readonly Message Works = new("Соединение работает: {0}.", "The connection works: {0}.");
    public static readonly Message BadConnectionString = new(
        "Строка подключения написана с ошибкой: проверьте её в настройках соединения.", "The connection string is not written properly: check it in the connection's settings.");

    public static readonly Message NoTable = new(
        "Таблицы или представления «{0}» нет в базе: проверьте имя и схему в описании обмена или восстановите таблицу.",
        "The database has no table or view '{0}': check name and schema in the exchange's definition, or restore the table.");

    public static readonly Message NoColumn = new(
        "В таблице «{0}» нет колонки «{1}»: её переименовали или удалили. Верните колонку или исправьте описание обмена.",
        "Table '{0}' has no column '{1}': it was renamed or dropped. Bring the column back, or mend the exchange's definition.");

    public static readonly Message RepeatedKey = new(
        "В таблице «{0}» есть строки с одинаковым ключом ({1}): исправьте источник или выберите другие ключевые колонки.",
        "Table '{0}' has rows with one key ({1}): mend the source or choose other key columns.");

    public static readonly Message EmptyOrder = new(
        "В таблице «{0}» есть строки с пустой колонкой «{1}», а по ней обмен читает строки по порядку: заполните её или выберите другую.",
        "Table '{0}' has rows without a value in column '{1}', by which the exchange reads rows in order: fill it in or choose another column.");

    public static readonly Message BadVersion = new(
        "Колонка версии должна быть числом не меньше нуля, временем, rowversion или xid8: выберите другую колонку в описании обмена.",
        "A version column must be a number not below zero, a time, rowversion or xid8: choose another column in the exchange's definition.");

    public static readonly Message BadPosition = new(
        "Сохранённая позиция чтения не подходит к этому описанию обмена (сменились ключ или колонка версии). Запустите полный обмен: он начнёт с начала.",
        "The saved reading position does not fit this definition (key or version column have changed). Start a full run: it begins from the start.");

    public static readonly Message ForeignPosition = new(
        "Сохранённая позиция чтения новее самой базы: похоже, базу восстановили из копии или перенесли. Запустите полный обмен.",
        "The saved reading position is newer than the database itself: it seems to have been restored from a copy, or moved. Start a full run.");

    public static readonly Message BadKeyType = new(
        "Колонка типа {0} не может быть ключом или версией строки: выберите другую.", "A column of type {0} cannot be a row's key or version: choose another one.");

    public static readonly Message WrongType = new(
        "Значение для колонки «{0}» не подходит к типу {1}. Расширьте колонку или сократите значение правилом обмена.",
        "The value for column '{0}' does not fit type {1}. Widen the column, or shorten the value by a rule of the exchange.");

    public static readonly Message TooLong = new(
        "Значение для колонки «{0}» длиной {1} не помещается: колонка вмещает {2}. Расширьте колонку или сократите значение правилом обмена.",
        "The value for column '{0}' is {1} long and does not fit: the column holds {2}. Widen the column, or shorten the value by a rule of the exchange.");
}
