using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Retention;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Paused;
using Pragmatika.Engine.Runs.Questions;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine;

/// <summary>Registers the rooms that run exchanges. The data room (<c>AddEngineData</c>) and the connectors are added beside it.</summary>
public static class EngineServices
{
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDefinitionCompiler, DefinitionCompiler>();
        services.TryAddSingleton<IDefinitionValidator, DefinitionValidator>();
        services.TryAddSingleton<HeardReaders>();
        services.TryAddSingleton<Delivery.Extras.FileFetcher>();
        services.AddRunOpening();
        services.AddRunExecution();
        services.TryAddSingleton<IFuseDesk, FuseDesk>();
        services.TryAddSingleton<Edits.IEditReview, Edits.EditReview>();
        services.TryAddSingleton<IDeadLetterService, DeadLetterService>();
        services.TryAddSingleton<Runs.Rows.IRowDesk, Runs.Rows.RowDesk>();
        services.TryAddSingleton<PausedRecords>();
        services.TryAddSingleton<IPausedRecords>(provider => provider.GetRequiredService<PausedRecords>());
        services.TryAddSingleton<AnswerRuns>();
        services.TryAddSingleton<ConflictRules>();
        services.TryAddSingleton<IQuestionService, QuestionService>();
        services.TryAddSingleton<IScheduleEvents, NoScheduleEvents>();
        Labels.LabelServices.AddLabels(services);
        services.AddHearing();
        return services;
    }

    /// <summary>What goes on by itself as long as the host runs: schedules and listening to the portals. The host also calls <see cref="JournalRetention"/> from time to time.</summary>
    public static IServiceCollection AddEngineBackground(this IServiceCollection services)
    {
        services.AddSettings<JournalRetentionOptions>(JournalRetentionOptions.Section);
        services.AddHostedService<RunsAtStop>();
        return services.AddSchedules().AddHostedService<HearingService>().AddSingleton<JournalRetention>();
    }
}
