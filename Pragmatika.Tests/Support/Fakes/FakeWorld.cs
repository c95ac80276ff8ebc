using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing.Ways;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>All of the engine that the pages see, in memory.</summary>
public sealed class FakeWorld
{
    public FakeWorld(TimeProvider? time = null)
    {
        Runs = new FakeRunService(Store, time ?? TimeProvider.System);
        Schedules = new FakeSchedules(Exchanges, Store, time ?? TimeProvider.System);
        Letters = new FakeDeadLetterService(Store, Runs);
    }

    public FakeExchangeCatalog Exchanges { get; } = new();

    public FakeEngineStore Store { get; } = new();

    public FakeRunService Runs { get; }

    public FakeFuseDesk Fuses { get; } = new();

    public FakeSchedules Schedules { get; }

    public FakeJournal Journal { get; } = new();

    public FakeRecordHistory History { get; } = new();

    public FakePlannedChanges Planned { get; } = new();

    public FakeCompare Compare { get; } = new();

    public FakeDeadLetterService Letters { get; }

    public FakeQuestionService Questions { get; } = new();

    public FakePausedRecords Paused { get; } = new();

    public FakeConnectionCatalog Connections { get; } = new();

    public FakeHearingWays Hearing { get; } = new();

    public FakeDefinitionValidator Validator { get; } = new();

    public FakeLabels Labels { get; } = new();

    public FakeRowDesk Rows { get; } = new();

    /// <summary>Whatever changes in here is told, as the engine tells it.</summary>
    public void TellTo(Action<Signal> told) => (Store.Tell, Compare.Tell, Questions.Tell, Exchanges.Tell, Schedules.Tell) = (told, told, told, told, told);

    /// <summary>Takes the place of the engine's own registrations.</summary>
    public void Register(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IExchangeCatalog>(Exchanges));
        services.Replace(ServiceDescriptor.Singleton<IMappingChanges>(Exchanges));
        services.Replace(ServiceDescriptor.Singleton<IEngineStore>(Store));
        services.Replace(ServiceDescriptor.Singleton<IRunSearch>(Store));
        services.Replace(ServiceDescriptor.Singleton<IRunService>(Runs));
        services.Replace(ServiceDescriptor.Singleton<IFuseDesk>(Fuses));
        services.Replace(ServiceDescriptor.Singleton<Pragmatika.Engine.Edits.IEditReview>(new Portal.Cli.NoEdits()));
        services.Replace(ServiceDescriptor.Singleton<ISchedules>(Schedules));
        services.Replace(ServiceDescriptor.Singleton<IJournalReader>(Journal));
        services.Replace(ServiceDescriptor.Singleton<IRecordHistory>(History));
        services.Replace(ServiceDescriptor.Singleton<IPlannedChanges>(Planned));
        services.Replace(ServiceDescriptor.Singleton<Pragmatika.Engine.Compare.ICompareService>(Compare));
        services.Replace(ServiceDescriptor.Singleton<IDeadLetterService>(Letters));
        services.Replace(ServiceDescriptor.Singleton<IQuestionService>(Questions));
        services.Replace(ServiceDescriptor.Singleton<IPausedRecords>(Paused));
        services.Replace(ServiceDescriptor.Singleton<IConnectionCatalog>(Connections));
        services.Replace(ServiceDescriptor.Singleton<Pragmatika.Engine.Labels.ILabelStore>(Labels));
        services.Replace(ServiceDescriptor.Singleton<Pragmatika.Engine.Labels.ILabelReader>(Labels));
        services.Replace(ServiceDescriptor.Singleton<Pragmatika.Engine.Runs.Rows.IRowDesk>(Rows));
        services.Replace(ServiceDescriptor.Singleton<IHearingWays>(Hearing));
        services.Replace(ServiceDescriptor.Singleton<IDefinitionValidator>(Validator));
    }
}
