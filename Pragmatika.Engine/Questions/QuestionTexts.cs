using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Questions;

/// <summary>What questions and answers say to people.</summary>
internal static class QuestionTexts
{
    public static readonly Message Conflict = new(
        "Поле «{0}» изменили обе стороны: в таблице «{1}», в Битрикс24 «{2}». Поле ждёт решения, остальные идут дальше",
        "Both sides changed '{0}': the table has '{1}', Bitrix24 has '{2}'. The field waits for a decision, the others go on");

    public static readonly Message Waits = new("Ждёт решения: {0}", "Waits for a decision: {0}");

    public static readonly Message DeleteRows = new("Удалена в Битрикс24: строки таблицы ждут решения", "Deleted in Bitrix24: what becomes of its rows waits for a decision");

    public static readonly Message DeleteRecord = new("Строк таблицы больше нет: запись Битрикс24 ждёт решения", "No row carries it any more: what becomes of the Bitrix24 record waits for a decision");

    public static readonly Message Withdrawn = new("Вопрос снят: решать больше нечего", "The question is withdrawn: there is nothing to decide any more");

    public static readonly Message Answered = new("{0}: {1}", "{0}: {1}");

    public static readonly Message SqlIsRight = new("верно значение таблицы «{0}»", "the table's value '{0}' is right");

    public static readonly Message CrmIsRight = new("верно значение Битрикс24 «{0}»", "the value of Bitrix24 '{0}' is right");

    public static readonly Message TypedIsRight = new("верно «{0}»", "'{0}' is right");

    public static readonly Message Chosen = new("это запись {0}", "it is record {0}");

    public static readonly Message New = new("создать новую запись", "create a new record");

    public static readonly Message Delete = new("удалить", "delete");

    public static readonly Message Keep = new("не удалять", "do not delete");

    public static readonly Message RuleChanged = new("{0}: впредь поле «{1}» решается без вопроса ({2}), версия описания {3}", "{0}: from now on '{1}' is settled without a question ({2}), version {3} of the definition");

    public static readonly Message SqlWins = new("верна таблица", "the table is right");

    public static readonly Message CrmWins = new("верен Битрикс24", "Bitrix24 is right");

    public static readonly Message IsGone = new("Вопроса больше нет: он решён или снят.", "There is no such question any more: it was answered or withdrawn.");

    public static readonly Message HasChanged = new("Значения изменились, пока вы отвечали. Посмотрите, как стоит дело сейчас.", "The values changed while you answered. Look at how it stands now.");

    public static readonly Message DoesNotFit = new("Такой ответ не подходит к вопросу.", "Such an answer does not fit the question.");

    public static readonly Message NotCarriedOut = new("Ответ не удалось выполнить, вопрос остался.", "The answer could not be carried out; the question stays.");
}
