using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary>What people call the rows of letters: client and document, as the table holds them now.</summary>
public static class LetterNames
{
    /// <summary>By the letter's id. A table that cannot be read leaves its letters without names.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadAsync(IRowDesk rows, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var names = new Dictionary<long, string>();
        foreach (var exchange in letters.GroupBy(letter => letter.Exchange).ToList())
        {
            try
            {
                var titles = await rows.TitlesAsync(exchange.Key, [.. exchange.Select(letter => letter.RowKey).Distinct(StringComparer.Ordinal)], cancellationToken);
                foreach (var letter in exchange.Where(letter => titles.ContainsKey(letter.RowKey)))
                {
                    names[letter.Id] = titles[letter.RowKey];
                }
            }
            catch (Exception exception) when (exception is SqlSideException or RunRefusedException or DefinitionException or OperationCanceledException)
            {
                continue;
            }
        }

        return names;
    }
}
