using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Runs.Exactly;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Undo;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine.Runs.Execution;

internal static class ExecutionServices
{
    public static void AddRunExecution(this IServiceCollection services)
    {
        services.AddSettings<RunLeaseOptions>(RunLeaseOptions.Section);
        services.TryAddSingleton<DryRunMemory>();
        services.TryAddSingleton<UndoMemory>();
        services.TryAddSingleton<RepairMemory>();
        services.TryAddSingleton<EarlierRuns>();
        services.TryAddSingleton<RunAdmission>();
        services.TryAddSingleton<RunFactory>();
        services.TryAddSingleton<RunService>();
        services.TryAddSingleton<IRunService>(provider => provider.GetRequiredService<RunService>());
    }
}
