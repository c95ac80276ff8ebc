using Microsoft.Extensions.DependencyInjection;

namespace Pragmatika.Engine.Data.Store.Parts;

internal static class PartServices
{
    /// <summary>The parts of a batch in the order in which they are written. A new one goes to the end, unless another must not be seen before it.</summary>
    public static void AddBatchParts(this IServiceCollection services)
    {
        services.AddSingleton<IBatchPartWriter, LinkPartWriter>();
        services.AddSingleton<IBatchPartWriter, RowPartWriter>();
        services.AddSingleton<IBatchPartWriter, LetterPartWriter>();
        services.AddSingleton<IBatchPartWriter, QuestionPartWriter>();
        services.AddSingleton<IBatchPartWriter, CheckpointPartWriter>();
        services.AddSingleton<IBatchPartWriter, InboxPartWriter>();
        services.AddSingleton<BatchParts>();
    }
}
