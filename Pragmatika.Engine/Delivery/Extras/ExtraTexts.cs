using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>Why a comment or a file did not reach its record.</summary>
internal static class ExtraTexts
{
    public static readonly Message Refused = new("Битрикс24 не принял: {0}", "Bitrix24 refused it: {0}");
    public static readonly Message RefusedRemedy = new("Остальная запись передана. Исправьте значение: следующий прогон попробует снова", "The rest of the record went. Mend the value: the next run tries again");

    public static readonly Message NoFile = new("Файла «{0}» нет", "There is no file '{0}'");
    public static readonly Message NotRead = new("Файл «{0}» не читается: {1}", "File '{0}' cannot be read: {1}");
    public static readonly Message FileRemedy = new("Остальная запись передана. Положите файл на место: следующий прогон попробует снова", "The rest of the record went. Put the file in its place: the next run tries again");

    public static readonly Message Outside = new("Путь «{0}» ведёт за пределы разрешённой папки", "Path '{0}' leads out of the folder that is allowed");
    public static readonly Message OutsideRemedy = new("Разрешает file.folder правила; в колонке — путь внутри этой папки", "The rule's file.folder allows it; the column holds a path inside that folder");

    public static readonly Message NoHost = new("Адрес на «{0}» не разрешён", "Addresses on '{0}' are not allowed");
    public static readonly Message NoHostRemedy = new("Добавьте узел в file.hosts правила", "Add the host to the rule's file.hosts");

    public static readonly Message BadAddress = new("Это не адрес http(s)", "This is no http(s) address");
    public static readonly Message NotFetched = new("Узел «{0}» не отдал файл: {1}", "Host '{0}' did not give the file: {1}");

    public static readonly Message TooLarge = new("Файл больше {0} МБ", "The file is larger than {0} MB");
    public static readonly Message TooLargeRemedy = new("Остальная запись передана. Уменьшите файл или увеличьте file.maxMegabytes", "The rest of the record went. Make the file smaller, or file.maxMegabytes larger");

    public static readonly Message NotBase64 = new("В колонке не base64", "The column holds no base64");
    public static readonly Message NotBase64Remedy = new("Остальная запись передана. Исправьте значение или укажите file.holds: address", "The rest of the record went. Mend the value, or set file.holds: address");
}
