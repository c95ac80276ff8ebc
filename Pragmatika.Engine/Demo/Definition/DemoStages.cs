namespace Pragmatika.Engine.Demo.Definition;

/// <summary>The pipelines of the case with the names of the four stages that documents of 1C can be in.</summary>
internal sealed record DemoStages(string Pipeline, string New, string Work, string Won, string Lost)
{
    public const string NewStage = "NEW";
    public const string WorkStage = "EXECUTING";
    public const string WonStage = "WON";
    public const string LostStage = "LOSE";

    public static readonly DemoStages Service = new("Сервис", "Открыт", "В работе", "Закрыт", "Отменён");
    public static readonly DemoStages NewCars = new("Продажа авто", "Заявка", "Оформление", "Автомобиль выдан", "Отказ");
    public static readonly DemoStages UsedCars = new("Авто с пробегом", "Заявка", "Оформление", "Автомобиль выдан", "Отказ");
    public static readonly DemoStages Insurance = new("Страхование", "Расчёт", "Оформление", "Полис оформлен", "Отказ");

    /// <summary>Stage id without its pipeline's prefix → name.</summary>
    public IEnumerable<(string Stage, string Name)> Names => [(NewStage, New), (WorkStage, Work), (WonStage, Won), (LostStage, Lost)];

    /// <summary>State of a document in 1C → stage. A document without a state is new.</summary>
    public static IReadOnlyDictionary<string, string> ByState(DemoPipeline pipeline) => new Dictionary<string, string>
    {
        [string.Empty] = pipeline.Stage(NewStage),
        ["Открыт"] = pipeline.Stage(NewStage),
        ["В работе"] = pipeline.Stage(WorkStage),
        ["Закрыт"] = pipeline.Stage(WonStage),
        ["Выдан"] = pipeline.Stage(WonStage),
        ["Отменён"] = pipeline.Stage(LostStage),
        ["Отменен"] = pipeline.Stage(LostStage),
    };
}
