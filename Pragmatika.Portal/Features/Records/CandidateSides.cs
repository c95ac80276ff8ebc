using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Portal.Features.Records;

/// <summary>One field of the row and of every candidate; null where it is empty.</summary>
public sealed record CandidateLine(string Field, IReadOnlyList<string?> Texts, bool Differs);

/// <summary>The row beside the records it may mean. Pure.</summary>
public sealed record CandidateSides(IReadOnlyList<CandidateLook> Candidates, IReadOnlyList<CandidateLine> Lines)
{
    /// <summary>Fields in which the candidates differ stand first; a field that nobody has is left out.</summary>
    public static CandidateSides Of(RowRecord? row, IReadOnlyList<CandidateLook> candidates)
    {
        var fields = (row?.Values.Keys ?? []).Concat(candidates.SelectMany(candidate => candidate.Values.Keys)).Distinct(StringComparer.Ordinal);
        var lines = fields.Select(field =>
        {
            string?[] texts = [.. candidates.Select(candidate => candidate.Values.GetValueOrDefault(field))];
            return new CandidateLine(field, [row?.Values.GetValueOrDefault(field), .. texts], texts.Distinct(StringComparer.Ordinal).Count() > 1);
        });
        return new CandidateSides(candidates, [.. lines.OrderByDescending(line => line.Differs)]);
    }
}
