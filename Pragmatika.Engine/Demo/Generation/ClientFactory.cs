using System.Globalization;
using System.Text;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Draws clients. The client with an index is the same whatever was drawn before.</summary>
internal sealed class ClientFactory(GeneratorOptions options)
{
    private const string Latin = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya";
    private static readonly string[] Translit = Latin.Split(' ');

    public Client Make(long index)
    {
        var dice = Dice.For(options.Seed, kind: 1, index);
        var centre = dice.Below(DealerCentre.All.Count);
        var isCompany = dice.Chance(0.08);

        // Shares of clients, chosen so that the rows they make are as many as the rate asks for: a client has 3 rows on average,
        // and the second card serves about half of those of a client who has one.
        var hasSecondCard = dice.Chance(options.DefectRate * 1.55);
        var isCarOfAnother = index > 100 && dice.Chance(options.DefectRate * 1.13);
        var owner = isCarOfAnother ? index - 1 - dice.Below(100) : index;
        var place = DealerCentre.All[isCarOfAnother ? Centre(owner) : centre];
        var car = Car.Of(options.Seed, owner, place.Brand, place.Region);
        var person = isCompany ? default : Person.Draw(ref dice);
        var digits = Phones.Digits(options.Seed, index * 2);
        return new()
        {
            Index = index,
            ExtId = OneCGuid.Of(options.Seed, 0, index),
            SecondExtId = hasSecondCard ? OneCGuid.Of(options.Seed, 1, index) : null,
            IsCompany = isCompany,
            Centre = DealerCentre.All[centre],
            Manager = Manager.At(centre, dice.Below(5)),
            LastName = person.LastName,
            FirstName = person.FirstName,
            MiddleName = person.MiddleName,
            Gender = isCompany ? null : person.IsWoman ? "Ж" : "М",
            BirthDate = isCompany ? null : new DateTime(1950, 1, 1).AddDays(dice.Below(20_000)),
            HasYo = !isCompany && (person.LastName + person.FirstName).Contains('ё', StringComparison.Ordinal),
            CompanyName = isCompany ? CompanyName(ref dice) : null,
            Inn = isCompany ? Inn10(ref dice) : dice.Chance(0.1) ? Inn12(ref dice) : null,
            Kpp = isCompany ? string.Create(CultureInfo.InvariantCulture, $"{dice.Between(1000, 9999)}01001") : null,
            Phone = digits,
            SecondPhone = dice.Chance(0.25) ? Phones.Digits(options.Seed, (index * 2) + 1) : null,
            Hand = dice.Below(Phones.Hands),
            Email = dice.Chance(0.6) ? Email(person.LastName ?? "office", index, dice.Chance(0.5)) : null,
            Address = Address(ref dice, DealerCentre.All[centre].City, isCompany),
            ConsentAds = dice.Chance(0.7),
            Car = car,
            IsCarOfAnother = isCarOfAnother,
            Events = dice.Between(1, 5),
            Mileage = car.StartMileage + dice.Below(10_000),
        };
    }

    // The first draw of every client is the centre: enough to know the look of an earlier client's car.
    private int Centre(long index)
    {
        var dice = Dice.For(options.Seed, kind: 1, index);
        return dice.Below(DealerCentre.All.Count);
    }

    private static string CompanyName(ref Dice dice)
    {
        var form = dice.Below(10) switch
        {
            0 => "АО",
            1 => "ИП",
            _ => "ООО",
        };
        return form == "ИП"
            ? $"ИП {dice.Of(Names.LastNames)} {dice.Of(Names.Men)} {Names.Son(dice.Of(Names.Fathers))}"
            : $"{form} \"{dice.Of(Names.CompanyWords)}-{dice.Of(Names.CompanyWords)}\"";
    }

    private static string Address(ref Dice dice, string city, bool isCompany) => string.Create(
        CultureInfo.InvariantCulture,
        $"г. {city}, ул. {dice.Of(Names.Streets)}, д. {dice.Between(1, 120)}, {(isCompany ? "оф." : "кв.")} {dice.Between(1, 200)}");

    private static string Email(string lastName, long index, bool isRu)
    {
        var text = new StringBuilder(40);
        foreach (var letter in lastName.ToLowerInvariant())
        {
            text.Append(letter is >= 'а' and <= 'я' ? Translit[letter - 'а'] : letter == 'ё' ? "e" : letter.ToString());
        }

        return text.Append(CultureInfo.InvariantCulture, $".{index}@example.{(isRu ? "ru" : "com")}").ToString();
    }

    private static string Inn10(ref Dice dice)
    {
        Span<char> digits = stackalloc char[10];
        Fill(ref dice, digits[..9]);
        digits[9] = Check(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
        return new(digits);
    }

    private static string Inn12(ref Dice dice)
    {
        Span<char> digits = stackalloc char[12];
        Fill(ref dice, digits[..10]);
        digits[10] = Check(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
        digits[11] = Check(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
        return new(digits);
    }

    // A leading zero now and then: whoever stores an ИНН as a number loses it.
    private static void Fill(ref Dice dice, Span<char> digits)
    {
        for (var place = 0; place < digits.Length; place++)
        {
            digits[place] = (char)('0' + dice.Below(10));
        }
    }

    private static char Check(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < weights.Length; place++)
        {
            sum += (digits[place] - '0') * weights[place];
        }

        return (char)('0' + (sum % 11 % 10));
    }
}
