using System.Globalization;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>
/// Spoils clean rows. A defect that only some rows can carry is drawn more often among those, so that its share of all rows comes out at the rate;
/// the shares in <see cref="Draw"/> are the measured parts of rows that can.
/// </summary>
internal sealed class DefectMaker(GeneratorOptions options)
{
    private const string Latin = "ABEKMHOPCTYX";
    private const string Cyrillic = "АВЕКМНОРСТУХ";
    private static readonly string[] Groups = [" ", "\u00A0", "\u202F", "'"];

    // The letter О for a zero, two sums at once, words, a separator that may mean either.
    private static readonly string[] Unreadable = ["1О 350,00", "12 500 + 3 000", "уточнить у мастера", "8.450,00", "по счёту"];

    private int _unreadable;

    public void Spoil(ExchangeRow row, Client client, ref Dice dice)
    {
        if (options.DefectRate > 0)
        {
            SpoilAtRate(row, client, ref dice);
        }

        if (_unreadable < options.UnreadableSums && row is { EntityKind: EntityKind.Visit or EntityKind.Order, IsDeleted: false } && IsTurn(row.RowId))
        {
            row.SumTotal = new Sum(row.SumTotal!.Value.Amount, Unreadable[_unreadable++ % Unreadable.Length]);
        }
    }

    /// <summary>The next unreadable sum belongs to the first fitting row of its part of the table.</summary>
    private bool IsTurn(long rowId) => rowId > (long)options.Rows * _unreadable / options.UnreadableSums;

    private void SpoilAtRate(ExchangeRow row, Client client, ref Dice dice)
    {
        SpoilClient(row, client, ref dice);
        SpoilCodes(row, ref dice);
        SpoilDates(row, ref dice);
        if (row.EntityKind != EntityKind.Client)
        {
            SpoilCar(row, ref dice);
            SpoilMoney(row, ref dice);
        }
    }

    private void SpoilClient(ExchangeRow row, Client client, ref Dice dice)
    {
        if (Draw(ref dice, 1))
        {
            row.Phone1 = row.Phone1 + (dice.Chance(0.5) ? ", " : "; ") + Phones.Written(Phones.Digits(options.Seed, (client.Index * 2) + 1), client.Hand);
            row.Phone2 = null;
            row.Defects |= Defects.TwoPhonesInOneField;
        }

        if (Draw(ref dice, 1))
        {
            row.ClientExtId = OneCGuid.Careless(row.ClientExtId);
            row.Defects |= Defects.GuidInOtherByteOrder;
        }

        if (client.IsCompany)
        {
            if (Draw(ref dice, 0.08))
            {
                (row.LastName, row.CompanyName) = (row.CompanyName, null);
                row.Defects |= Defects.CompanyInLastName;
            }

            return;
        }

        if (client.HasYo && Draw(ref dice, 0.156))
        {
            row.LastName = row.LastName?.Replace('ё', 'е');
            row.FirstName = row.FirstName?.Replace('ё', 'е').Replace('Ё', 'Е');
            row.Defects |= Defects.YoAsYe;
        }

        if (Draw(ref dice, 0.92))
        {
            (row.LastName, row.FirstName) = (row.FirstName, row.LastName);
            row.Defects |= Defects.SwappedNameParts;
        }
    }

    private void SpoilCodes(ExchangeRow row, ref Dice dice)
    {
        if (Draw(ref dice, 1))
        {
            row.OrgCode = row.OrgCode!.TrimStart('0').PadRight(9);
            row.DocNumber = row.DocNumber?.PadRight(20);
            row.Defects |= Defects.PaddedCodes;
        }

        if (Draw(ref dice, 1))
        {
            (row.DealerCenterCode, row.DealerCenterName) = ("000000099", "Склад Мурманск");
            row.Defects |= Defects.UnknownCentre;
        }

        if (Draw(ref dice, 1))
        {
            row.IsDeleted = true;
            row.Defects |= Defects.Deleted;
        }
    }

    private void SpoilDates(ExchangeRow row, ref Dice dice)
    {
        if (Draw(ref dice, 1))
        {
            var empty = dice.Below(3) switch
            {
                0 => new DateTime(1 + options.YearOffset, 1, 1),
                1 => new DateTime(1753, 1, 1),
                _ => new DateTime(1900, 1, 1),
            };
            row.BirthDate = empty;
            row.NextServiceDate ??= empty;
            row.Defects |= Defects.EmptyDate;
        }

        if (row.DocDate is not null && Draw(ref dice, 0.91))
        {
            row.DocDate = options.ReferenceDate.AddYears(options.YearOffset).AddDays(dice.Between(30, 4_000));
            row.Defects |= Defects.DateInFuture;
        }

        if (row.CloseDate is not null && row.EntityKind is EntityKind.Visit or EntityKind.Order && Draw(ref dice, 0.58))
        {
            row.DocState = "В работе";
            row.Defects |= Defects.Reopened;
        }
    }

    private void SpoilCar(ExchangeRow row, ref Dice dice)
    {
        if (row.EntityKind is EntityKind.Visit or EntityKind.Order && Draw(ref dice, 0.73))
        {
            row.CarExtId = null;
            row.Vin = row.PlateNo = row.Brand = row.Model = row.Mileage = null;
            row.CarYear = null;
            row.Defects = (row.Defects & ~Defects.CarOfAnotherOwner) | Defects.OrderWithoutCar;
            return;
        }

        if (Draw(ref dice, 0.88))
        {
            row.Vin = WithCyrillic(row.Vin!);
            row.Defects |= Defects.CyrillicInVin;
        }

        if (Draw(ref dice, 0.88))
        {
            var lower = int.Parse(row.Mileage!, CultureInfo.InvariantCulture) / dice.Between(2, 10);
            row.Mileage = lower.ToString("#,0", Spaced);
            row.Defects |= Defects.MileageLower;
        }
    }

    private void SpoilMoney(ExchangeRow row, ref Dice dice)
    {
        if (row.EntityKind == EntityKind.Order && Draw(ref dice, 0.45))
        {
            row.SumWorks = Minus(row.SumWorks);
            row.SumParts = Minus(row.SumParts);
            row.SumTotal = Minus(row.SumTotal);
            row.DocNumber = row.DocNumber!.TrimEnd() + "К";
            row.Defects |= Defects.NegativeCorrection;
        }

        if (row.SumTotal is not null && Draw(ref dice, 0.91))
        {
            var group = dice.Of(Groups);
            row.SumWorks = AsText(row.SumWorks, group);
            row.SumParts = AsText(row.SumParts, group);
            row.SumTotal = AsText(row.SumTotal, group);
            row.Defects |= Defects.SumAsText;
        }
    }

    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " " };

    private static Sum? Minus(Sum? sum) => sum is { } some ? new Sum(-some.Amount) : null;

    private static Sum? AsText(Sum? sum, string group) => sum is { } some
        ? some with { Text = some.Amount.ToString("#,0.00", new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = "," }) }
        : null;

    private static string WithCyrillic(string vin) => string.Create(vin.Length, vin, static (span, text) =>
    {
        for (var place = 0; place < span.Length; place++)
        {
            var letter = Latin.IndexOf(text[place], StringComparison.Ordinal);
            span[place] = letter < 0 ? text[place] : Cyrillic[letter];
        }
    });

    private bool Draw(ref Dice dice, double shareOfRows) => dice.Chance(options.DefectRate / shareOfRows);
}
