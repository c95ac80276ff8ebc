namespace Pragmatika.Engine.Demo.Generation;

/// <summary>
/// The rows in the order of time. A few hundred clients are in motion at any moment and take turns, so the rows of one client lie scattered among those of
/// others, as in life; memory does not grow with the number of rows.
/// </summary>
internal static class ExchangeRows
{
    private const int InMotion = 400;

    public static IEnumerable<ExchangeRow> Of(GeneratorOptions options)
    {
        var clients = new ClientFactory(options);
        var rows = new RowFactory(options);
        var defects = new DefectMaker(options);
        var moving = new Client[Math.Min(InMotion, Math.Max(1, options.Rows / 4))];
        var next = 0L;
        for (var place = 0; place < moving.Length; place++)
        {
            moving[place] = clients.Make(next++);
        }

        var first = options.ReferenceDate.AddYears(options.YearOffset - 3);
        var step = (options.ReferenceDate.AddYears(options.YearOffset) - first) / Math.Max(1, options.Rows);
        for (var rowId = 1L; rowId <= options.Rows; rowId++)
        {
            var dice = Dice.For(options.Seed, kind: 3, rowId);
            var place = dice.Below(moving.Length);
            var client = moving[place];
            var row = rows.Make(client, rowId, Whole(first + (step * rowId)), ref dice);
            defects.Spoil(row, client, ref dice);
            if (++client.Done == client.Events)
            {
                moving[place] = clients.Make(next++);
            }

            yield return row;
        }
    }

    private static DateTime Whole(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond));
}
