using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>A dealer's day as the pages see it: two exchanges, some runs, entries of every kind, letters of every cause. Nobody in it is real.</summary>
public static class FakeData
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The dry run among the runs.</summary>
    public static readonly Guid Report = new("0193f0a0-0000-7000-8000-0000000000c1");
    public static readonly Guid DryRun = new("0193f0a0-0000-7000-8000-0000000000d1");

    public static FakeWorld Fill(FakeWorld world, DateTimeOffset now)
    {
        world.Exchanges.Add(Customers()).Add(Customers() with { Name = "stock-cars", Title = "Склад автомобилей", Schedule = new ScheduleDefinition { Every = TimeSpan.FromMinutes(10) } });
        world.Store.Put(Run("customers", now.AddHours(-26), RunState.Succeeded, new RunCounters(0, 812, 511_201, 96, 0, 0, 0)));
        world.Store.Put(Run("customers", now.AddHours(-14), RunState.Crashed, new RunCounters(0, 210, 30_144, 2, 0, 0, 0), "Процесс остановился. Следующий прогон продолжит с последней сохранённой партии."));
        world.Store.Put(Run("customers", now.AddHours(-2), RunState.NeedsPerson, new RunCounters(1_284, 3_902, 504_117, 1_204, 0, 41, 12)));
        world.Store.Put(Run("stock-cars", now.AddMinutes(-4), RunState.Failed, default, "Сервер базы не отвечает: проверьте адрес, порт и сеть."));
        world.Store.Put(Run("customers", now.AddHours(-30), RunState.Succeeded, new RunCounters(1, 1, 0, 0, 1, 1, 0)) with { Id = DryRun, IsDryRun = true });
        world.Compare.Put(
            new CompareReport
            {
                Id = Report,
                Exchange = "customers",
                StartedAt = now.AddHours(-2),
                EndedAt = now.AddHours(-2).AddSeconds(40),
                StartedBy = "schedule",
                State = RunState.NeedsPerson,
                Rows = 5120,
                Ranges = 6,
                RangesCompared = 1,
                Flows = new Dictionary<string, VerifyCounters> { ["contacts"] = new(5120, 1, 1, 0, 1, 2) },
            },
            new CompareFinding { Number = 1, Kind = DifferenceKind.Different, Flow = "contacts", Key = "00-000117", CrmId = 4117, Fields = [new("lastName", "Петров", "Петров-Водкин"), new("phone", "+7 (921) ***-**-12", "+7 (921) ***-**-34")] },
            new CompareFinding { Number = 2, Kind = DifferenceKind.Missing, Flow = "contacts", Key = "00-000118" },
            new CompareFinding { Number = 3, Kind = DifferenceKind.Extra, Flow = "contacts", Key = "00-009999", CrmId = 4200 });
        _ = world.Planned.AppendAsync(DryRun, FakePlannedChanges.OneOfEach(), default);
        world.History.Put(FakeRecordHistory.Story(now, DryRun));
        world.Questions.Fill(now);
        _ = world.Paused.PauseAsync(new PausedRecord { Exchange = "customers", Flow = "contacts", Key = "00-000117", Reason = "Клиент оспаривает данные, ждём юриста", Until = now.AddDays(9), PausedBy = "oleg" }, default);
        foreach (var letter in Letters(now))
        {
            world.Store.Put(letter);
        }

        world.Journal.Append([.. Entries(now)]);
        _ = world.Connections.SaveAsync("pg-1c", "Таблица обмена 1С", ConnectionKind.PostgreSql, "Host=db", default);
        _ = world.Connections.SaveAsync("crm", "Битрикс24 группы", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/secret/", default);
        return world;
    }

    public static ExchangeDefinition Customers() => new()
    {
        Name = "customers",
        Title = "Клиенты и заказ-наряды",
        Source = new SourceDefinition { Connection = "pg-1c", Table = "public.exchange", Key = ["RowId"], Tracking = new TrackingDefinition { Kind = TrackingKind.Cursor, Column = "UpdatedAt" } },
        Destination = new DestinationDefinition { Connection = "crm" },
        Schedule = new ScheduleDefinition { Cron = "0 0/30 8-20 * * ?" },
        Flows =
        [
            Flow("companies", "Компании", "company", ("title", "CompanyName", "trim"), ("ufCrmInn", "Inn", "digits")),
            Flow("contacts", "Клиенты", "contact", ("lastName", "FullName", "fio"), ("phone", "Phone", "phone"), ("email", "Email", "email")),
            Flow("deals", "Сделки", "deal", ("title", "OrderNumber", "template"), ("opportunity", "Sum", "number")),
        ],
    };

    public static RunRecord Run(string exchange, DateTimeOffset at, RunState state, RunCounters counters, string? message = null) => new()
    {
        Id = Guid.NewGuid(),
        Exchange = exchange,
        Mode = RunMode.Incremental,
        State = state,
        StartedAt = at,
        EndedAt = state == RunState.Running ? null : at.AddMinutes(7).AddSeconds(12),
        Rows = counters.Read,
        RowsExpected = state == RunState.Running ? 512_340 : counters.Read,
        Flows = new Dictionary<string, RunCounters> { ["companies"] = default(RunCounters).Plus(Outcome.Unchanged, counters.Unchanged / 3), ["contacts"] = counters with { Unchanged = counters.Unchanged - (counters.Unchanged / 3) } },
        RestCalls = counters.Read / 47,
        Commands = counters.Created + counters.Updated,
        Message = message,
        StartedBy = "schedule",
    };

    public static IEnumerable<DeadLetter> Letters(DateTimeOffset now)
    {
        for (var id = 1; id <= 12; id++)
        {
            yield return Letter(id, now.AddMinutes(-id), DeadLetterCause.Refused, "INVALID_ARG_VALUE", "Портал отклонил значение поля «Телефон».");
        }

        yield return Letter(20, now.AddMinutes(-31), DeadLetterCause.DoubtfulMatch, "DOUBTFUL_MATCH", "Найдено три контакта с этим телефоном. Выберите нужный.") with { Candidates = [118, 2041, 5530] };
        yield return Letter(21, now.AddMinutes(-44), DeadLetterCause.Rejected, "DATE_NOT_PARSED", "Дата «31.02.2024» не существует (столбец BirthDate).");
    }

    public static DeadLetter Letter(long id, DateTimeOffset at, DeadLetterCause cause, string code, string message) => new()
    {
        Id = id,
        Exchange = "customers",
        Flow = "contacts",
        Key = $"00-{id:000000}",
        RowKey = $"{id}",
        RunId = Guid.Empty,
        Cause = cause,
        Code = code,
        Message = message,
        Payload = """{"lastName":"Петров","name":"Иван","phone":"+79210000012","birthdate":"31.02.2024"}""",
        FirstAt = at.AddDays(-1),
        LastAt = at,
    };

    public static IEnumerable<JournalEntry> Entries(DateTimeOffset now)
    {
        for (var index = 0; index < 260; index++)
        {
            yield return Entry(now.AddSeconds(index - 260), index);
        }
    }

    public static JournalEntry Entry(DateTimeOffset at, int index) => (index % 13) switch
    {
        0 => Base(at) with { Kind = JournalKind.Run, Text = "Прогон начат с отметки 2026-03-02 08:30:00" },
        3 => Base(at) with { Kind = JournalKind.Batch, Text = "Партия записана: 5 000 изменений, 102 запроса, 4,1 с" },
        5 => Base(at) with { Kind = JournalKind.RestCall, Level = JournalLevel.Debug, Text = "batch: 50 команд, 412 мс" },
        7 => Base(at) with { Kind = JournalKind.Failure, Level = JournalLevel.Warning, Text = "Портал ответил 503, повтор через 2 с" },
        9 => Base(at) with { Kind = JournalKind.Failure, Level = JournalLevel.Error, Flow = "contacts", Key = $"00-{index:000000}", Outcome = Outcome.Failed, Text = "INVALID_ARG_VALUE: поле PHONE, +79210000012" },
        11 => Base(at) with { Kind = JournalKind.Question, Level = JournalLevel.Warning, Flow = "contacts", Key = $"00-{index:000000}", Outcome = Outcome.Failed, Text = "Подходят три контакта: 118, 2041, 5530" },
        _ => Base(at) with
        {
            Kind = JournalKind.Record,
            Flow = "contacts",
            Key = $"00-{index:000000}",
            CrmId = 4000 + index,
            Outcome = index % 2 == 0 ? Outcome.Updated : Outcome.Created,
            Text = "Петров Иван Сергеевич",
            Changes = """{"phone":["+79210000012","+79210000013"],"secondName":[null,"Сергеевич"],"opportunity":["100000","125000"]}""",
        },
    };

    private static JournalEntry Base(DateTimeOffset at) => new() { At = at, Level = JournalLevel.Info, Kind = JournalKind.Run, Exchange = "customers", Text = string.Empty };

    private static FlowDefinition Flow(string name, string title, string entity, params (string Field, string Column, string Transform)[] rules) => new()
    {
        Name = name,
        Title = title,
        Entity = entity,
        Key = ["RowId"],
        Match = [new MatchRule { Field = "phone" }],
        Rules = [.. rules.Select(rule => new Rule { Field = rule.Field, Source = new RuleSource { Column = rule.Column }, Transforms = [new TransformSpec { Kind = rule.Transform }] })],
    };
}
