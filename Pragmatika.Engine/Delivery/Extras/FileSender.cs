using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Files;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>Puts files into their fields, one request each. Sent twice they are the same: after a lost answer they are simply sent again.</summary>
internal sealed class FileSender(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets, DeliveryOptions options, TimeProvider time, FileFetcher fetcher)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public Task SendAsync(IReadOnlyList<Extra> files, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        files,
        new ParallelOptions { MaxDegreeOfParallelism = options.Lanes, CancellationToken = cancellationToken },
        async (file, token) => await SendAsync(file, token));

    private async Task SendAsync(Extra file, CancellationToken cancellationToken)
    {
        var contents = new List<FileContent>();
        var rule = targets[file.Record.Flow].Mapper.Rules[file.Index];
        foreach (var source in MatchText.Members(file.Record.Files?.GetValueOrDefault(file.Index) ?? Value.None))
        {
            var fetched = await fetcher.ReadAsync(rule, source.ToString(), cancellationToken);
            if (fetched.Problem is { } problem)
            {
                file.Leave(problem);
                return;
            }

            contents.Add(fetched.Content!);
        }

        await PutAsync(file, rule.Field, contents, cancellationToken);
    }

    private async Task PutAsync(Extra file, string field, List<FileContent> contents, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var error = await TryPutAsync(file, field, contents, last: attempt >= options.MaxAttempts, cancellationToken);
            if (error is null)
            {
                file.Land();
                return;
            }

            if (ExtraAnswers.Stops(error))
            {
                throw ExtraAnswers.Failure(error);
            }

            if (!ExtraAnswers.IsOpen(error.Kind) || attempt >= options.MaxAttempts)
            {
                file.Leave(ExtraAnswers.Problem(field, error));
                return;
            }

            var pause = TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
        }
    }

    private async Task<BitrixError?> TryPutAsync(Extra file, string field, List<FileContent> contents, bool last, CancellationToken cancellationToken)
    {
        try
        {
            return (await portal.PutFilesAsync(targets[file.Record.Flow].Entity, file.CrmId, field, contents, cancellationToken)).Error;
        }
        catch (BitrixException exception) when (ExtraAnswers.IsOpen(exception.Kind) && !last)
        {
            return new BitrixError(0, string.Empty, exception.Message) { Kind = exception.Kind };
        }
    }
}
