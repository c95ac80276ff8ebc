using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>What runs say to people.</summary>
internal static class RunTexts
{
    public static readonly Message NoExchange = new("Нет обмена «{0}».", "There is no exchange '{0}'.");
    public static readonly Message NoRun = new("Нет запуска {0}.", "There is no run {0}.");
    public static readonly Message NoLetter = new("Нет записи {0} среди неотправленных.", "There is no dead letter {0}.");
    public static readonly Message LetterDiscarded = new("Отклонил(а) {0}: {1}", "Discarded by {0}: {1}");

    public static readonly Message BadDefinition = new("Описание обмена «{0}» содержит ошибки ({1}).", "The definition of exchange '{0}' has mistakes ({1}).");
    public static readonly Message DefinitionDoesNotFit = new(
        "Описание обмена не подходит к тому, что есть на сторонах.", "The exchange's definition does not fit what the two sides have.");

    public static readonly Message AlreadyRunning = new(
        "Обмен «{0}» уже выполняется. Дождитесь конца или остановите его.", "Exchange '{0}' is running already. Wait for its end or stop it.");

    public static readonly Message NoConnection = new(
        "Нет подключения «{0}». Добавьте его на странице «Подключения» или укажите в обмене другое.",
        "There is no connection '{0}'. Add it on the Connections page, or name another one in the exchange.");

    public static readonly Message NotADatabase = new(
        "Подключение «{0}» — не база данных. Выберите в обмене подключение SQL.", "Connection '{0}' is not a database. Choose an SQL connection in the exchange.");

    public static readonly Message NotAPortal = new(
        "Подключение «{0}» — не портал Битрикс24. Выберите в обмене подключение Битрикс24.",
        "Connection '{0}' is not a Bitrix24 portal. Choose a Bitrix24 connection in the exchange.");

    public static readonly Message SeveralMatches = new(
        "Подходят несколько записей Битрикс24 ({0}). Выберите нужную или создайте новую.", "Several Bitrix24 records match ({0}). Choose the right one, or create a new one.");

    public static readonly Message LinkedToExisting = new("Связана с записью, которая уже есть в Битрикс24", "Linked to a record that Bitrix24 has already");

    public static readonly Message Moved = new(
        "Записи {0} больше нет в Битрикс24, её место заняла запись {1} (объединение или возврат из корзины). Связь перенесена.",
        "Record {0} is no longer in Bitrix24; record {1} took its place (a merge, or a return from the recycle bin). The link was moved.");

    public static readonly Message Gone = new(
        "Запись удалена в Битрикс24 и заново не создаётся. С её строками поступаем так, как сказано в настройке «удалено в Битрикс24».",
        "The record was deleted in Bitrix24 and is not made again. Its rows are treated as the setting for deleted records says.");

    public static readonly Message OrphanFound = new(
        "Запись сделал прогон, который оборвался; строки для неё сейчас нет. Связь записана: если строка вернётся, вторая запись не появится.",
        "A run that broke off had made the record; no row carries it now. It is linked: should the row come back, there will be no second record.");

    public static readonly Message LeaseLost = new(
        "Обмен перехвачен другим узлом: этот узел слишком долго не отвечал. Ничего лишнего не записано; новый запуск продолжит с последней точки.",
        "Another node has taken the exchange over: this one did not answer for too long. Nothing was written twice; a new run goes on from the last checkpoint.");

    public static readonly Message Interrupted = new(
        "Запуск прерван. Новый запуск продолжит с последней точки.", "The run was interrupted. A new run goes on from the last checkpoint.");

    public static readonly Message ApplicationRefused = new(
        "Битрикс24 не продлил доступ приложения ({0}). Установите приложение заново и сохраните его ключи на странице «Подключения»; обмен продолжит с последней точки.",
        "Bitrix24 did not renew the application's access ({0}). Install the application again and save its keys on the Connections page; the exchange goes on from the last checkpoint.");

    public static readonly Message AccessRefused = new(
        "Битрикс24 не принял вебхук или приложение ({0}). Создайте новый вебхук и укажите его на странице «Подключения»; обмен продолжит с последней точки.",
        "Bitrix24 did not accept the webhook or application ({0}). Make a new webhook and enter it on the Connections page; the exchange goes on from the last checkpoint.");

    public static readonly Message PortalClosed = new(
        "Портал Битрикс24 закрыт для обмена ({0}): проверьте тариф и состояние портала.", "The Bitrix24 portal is closed to the exchange ({0}): check its plan and its state.");

    public static readonly Message PortalSilent = new(
        "Портал Битрикс24 не отвечает ({0}). Возможно, идут работы; обмен продолжит с последней точки при следующем запуске.",
        "The Bitrix24 portal does not answer ({0}). It may be under maintenance; the next run goes on from the last checkpoint.");

    public static readonly Message PortalLimited = new(
        "Портал Битрикс24 не снимает ограничение ({0}). Запустите обмен позже.", "The Bitrix24 portal keeps its limit on ({0}). Run the exchange later.");
}
