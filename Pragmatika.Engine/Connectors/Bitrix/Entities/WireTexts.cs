using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>What <see cref="WireCheck"/> says to people: the problem and what to do about it.</summary>
internal static class WireTexts
{
    public static readonly Message NoField = new("В портале у «{0}» нет поля {1}.", "'{0}' has no field {1} in the portal.");
    public static readonly Message NoFieldRemedy = new(
        "Обновите поля в настройке обмена или создайте поле в портале.", "Refresh the fields in the exchange's settings, or create the field in the portal.");

    public static readonly Message ReadOnly = new("Поле {0} портал не даёт изменять.", "The portal does not let field {0} be changed.");
    public static readonly Message ReadOnlyRemedy = new("Уберите правило или выберите другое поле.", "Remove the rule or choose another field.");

    public static readonly Message NotCreatedYet = new("Поле {0}: связанная запись ещё не создана.", "Field {0}: the linked record has not been created yet.");
    public static readonly Message NotCreatedYetRemedy = new("Сначала должна пройти запись, на которую оно указывает.", "The record it points to must go first.");

    public static readonly Message NoStage = new("Стадии «{0}» нет.", "There is no stage '{0}'.");
    public static readonly Message NoStageInPipeline = new("Стадии «{0}» нет в воронке {1}.", "There is no stage '{0}' in pipeline {1}.");
    public static readonly Message NoStageRemedy = new("Добавьте стадию в портале или исправьте правило.", "Add the stage in the portal or mend the rule.");

    public static readonly Message NoOption = new("В списке {0} нет варианта «{1}».", "List {0} has no option '{1}'.");
    public static readonly Message NoOptionRemedy = new("Добавьте вариант в портале или задайте соответствие в правиле.", "Add the option in the portal, or map the value in the rule.");

    public static readonly Message ResultText = new(
        "Поле {0}: текст содержит «$result[», портал выполнил бы его как ссылку.", "Field {0}: the text holds '$result[', which the portal would carry out as a reference.");

    public static readonly Message ResultTextRemedy = new("Исправьте текст в источнике.", "Mend the text in the source.");

    public static readonly Message TooLong = new("Поле {0}: {1} знаков, портал принимает {2}.", "Field {0}: {1} characters, the portal takes {2}.");
    public static readonly Message TooLongRemedy = new("Сократите текст или добавьте правилу шаг «обрезать».", "Shorten the text, or add a cutting step to the rule.");

    public static readonly Message WrongType = new("Поле {0}: ожидается {1}.", "Field {0}: {1} is expected.");
    public static readonly Message WrongTypeRemedy = new("Добавьте правилу шаг разбора или исправьте значение.", "Add a parsing step to the rule, or mend the value.");

    public static readonly Message Number = new("число", "a number");
    public static readonly Message Date = new("дата", "a date");
    public static readonly Message Moment = new("дата и время", "a date and time");
    public static readonly Message Flag = new("да или нет", "yes or no");
    public static readonly Message Id = new("номер записи", "a record's number");
}
