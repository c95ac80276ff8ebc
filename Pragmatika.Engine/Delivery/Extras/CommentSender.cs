using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>
/// Says comments, each once. The portal has no key for them, so after a lost answer, or after a run that died, the timeline is read before anything is said again.
/// </summary>
internal sealed class CommentSender(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets, DeliveryOptions options, TimeProvider time, bool mayBeSaid)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public Task SendAsync(IReadOnlyList<Extra> comments, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Parts(comments),
        new ParallelOptions { MaxDegreeOfParallelism = options.Lanes, CancellationToken = cancellationToken },
        async (part, token) => await SendPartAsync(part, token));

    /// <summary>All comments of one record stay together: they are looked for together.</summary>
    private IEnumerable<List<Extra>> Parts(IReadOnlyList<Extra> comments)
    {
        var part = new List<Extra>();
        foreach (var record in comments.GroupBy(comment => (targets[comment.Record.Flow].Entity.EntityTypeId, comment.CrmId)))
        {
            part.AddRange(record);
            if (part.Count >= portal.BatchSize / 2)
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private async Task SendPartAsync(List<Extra> open, CancellationToken cancellationToken)
    {
        if (mayBeSaid)
        {
            open = await NotSaidAsync(open, cancellationToken);
        }

        for (var attempt = 1; open.Count > 0; attempt++)
        {
            var sentAt = time.GetUtcNow();
            var (left, failure) = await SayAsync(open, cancellationToken);
            if (left.Count > 0 && attempt >= options.MaxAttempts)
            {
                throw failure!;
            }

            open = left.Count == 0 ? left : await SettleAsync(left, sentAt, failure!, cancellationToken);
        }
    }

    /// <summary>Says them and returns those of which nobody knows whether they were heard, with the last reason.</summary>
    private async Task<(List<Extra> Left, BitrixException? Failure)> SayAsync(List<Extra> comments, CancellationToken cancellationToken)
    {
        var left = new List<Extra>();
        BitrixException? failure = null;
        foreach (var part in comments.Chunk(portal.BatchSize))
        {
            try
            {
                var answers = await portal.BatchAsync([.. part.Select(Command)], cancellationToken);
                for (var index = 0; index < part.Length; index++)
                {
                    failure = Take(part[index], answers[index].Error, left) ?? failure;
                }
            }
            catch (BitrixException exception) when (ExtraAnswers.IsOpen(exception.Kind))
            {
                left.AddRange(part);
                failure = exception;
            }
        }

        return (left, failure);
    }

    private BitrixCommand Command(Extra comment) => portal.Comment(targets[comment.Record.Flow].Entity, comment.CrmId, comment.Wanted.ToString());

    private BitrixException? Take(Extra comment, BitrixError? error, List<Extra> left)
    {
        switch (error)
        {
            case null:
                comment.Land();
                return null;
            case { } closed when ExtraAnswers.Stops(closed):
                throw ExtraAnswers.Failure(closed);
            case { } open when ExtraAnswers.IsOpen(open.Kind):
                left.Add(comment);
                return ExtraAnswers.Failure(open);
            default:
                comment.Leave(ExtraAnswers.Problem(targets[comment.Record.Flow].Mapper.Fields[comment.Index], error));
                return null;
        }
    }

    /// <summary>Looks until they are found, or until the portal can no longer be working on the lost request; returns those to say again.</summary>
    private async Task<List<Extra>> SettleAsync(List<Extra> comments, DateTimeOffset sentAt, BitrixException failure, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            try
            {
                comments = await NotSaidAsync(comments, cancellationToken);
            }
            catch (BitrixException exception) when (ExtraAnswers.IsOpen(exception.Kind) && attempt < options.MaxAttempts)
            {
                continue;
            }

            if (comments.Count == 0 || failure.Kind == FailureKind.Limited || time.GetUtcNow() - sentAt >= options.SettleTime)
            {
                return comments;
            }
        }
    }

    private async Task<List<Extra>> NotSaidAsync(List<Extra> comments, CancellationToken cancellationToken)
    {
        var missing = new List<Extra>();
        foreach (var part in comments.GroupBy(comment => (targets[comment.Record.Flow].Entity.EntityTypeId, comment.CrmId)).Chunk(portal.BatchSize))
        {
            var answers = await portal.BatchAsync([.. part.Select(record => portal.Comments(targets[record.First().Record.Flow].Entity, record.Key.CrmId))], cancellationToken);
            for (var index = 0; index < part.Length; index++)
            {
                if (answers[index].Error is { } error)
                {
                    throw ExtraAnswers.Failure(error);
                }

                missing.AddRange(SaidComments.Without(part[index], portal.CommentsOf(answers[index])));
            }
        }

        return missing;
    }
}
