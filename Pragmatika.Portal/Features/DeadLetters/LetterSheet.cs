using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary>Letters as a file. Phones and e-mails are masked.</summary>
public static class LetterSheet
{
    private const int PageLetters = 1000;

    public static ExportSheet Of(string name, IAsyncEnumerable<DeadLetter> letters, IStringLocalizer<DeadLettersPage> texts, IStringLocalizer<Words> words, UserSession visitor, Titles titles) => new ExportTable<DeadLetter>()
        .Text(texts["Key"], letter => letter.Key)
        .Text(texts["Cause"], letter => words["Cause." + letter.Cause], 18)
        .Text(texts["Code"], letter => titles.Code(letter.Code), 24)
        .Text(texts["Message"], letter => titles.Say(letter.Exchange, letter.Flow, letter.Message), 70)
        .Text(texts["Exchange"], letter => titles.Exchange(letter.Exchange), 24)
        .Text(texts["Flow"], letter => titles.Flow(letter.Exchange, letter.Flow), 16)
        .Text(texts["RowKey"], letter => letter.RowKey)
        .Number(texts["Attempts"], letter => letter.Attempts)
        .Moment(texts["FirstAt"], letter => visitor.Local(letter.FirstAt))
        .Moment(texts["LastAt"], letter => visitor.Local(letter.LastAt))
        .Text(texts["State"], letter => words["LetterStateOne." + letter.State], 16)
        .Sheet(name, letters);

    /// <summary>Everything that fits, a page at a time.</summary>
    public static async IAsyncEnumerable<DeadLetter> AllAsync(this IEngineStore store, LettersAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var skip = 0; ; skip += PageLetters)
        {
            var page = await store.DeadLettersAsync(address.Exchange, address.State, address.Code, skip, PageLetters, cancellationToken);
            foreach (var letter in page)
            {
                yield return letter;
            }

            if (page.Count < PageLetters)
            {
                yield break;
            }
        }
    }
}
