using System.Globalization;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Writes down one event of a client as a clean row.</summary>
internal sealed class RowFactory(GeneratorOptions options)
{
    private static readonly string[] Insurers = ["Ингосстрах", "РЕСО-Гарантия", "АльфаСтрахование", "Росгосстрах", "СОГАЗ", "ВСК"];
    private static readonly string[] Repairs = ["ТО", "ТО", "Слесарный", "Слесарный", "Кузовной", "Гарантия"];

    public ExchangeRow Make(Client client, long rowId, DateTime at, ref Dice dice)
    {
        var kind = Kind(client, ref dice);
        client.FirstSeen ??= at;
        client.Mileage += dice.Between(500, 9_000);
        var row = new ExchangeRow
        {
            RowId = rowId,
            ExtId = OneCGuid.Of(options.Seed, 3, rowId),
            EntityKind = kind,
            OrgCode = client.Centre.Brand == "KIA" ? "000000002" : "000000001",
            DealerCenterCode = client.Centre.Code,
            DealerCenterName = client.Centre.Name,
            ManagerExtId = client.Manager.ExtId,
            ManagerName = client.Manager.Name,
            ChangedAt1C = at,
        };
        Identify(row, client, ref dice);
        if (kind != EntityKind.Client)
        {
            Document(row, client, at, ref dice);
        }

        return row;
    }

    private static EntityKind Kind(Client client, ref Dice dice) => client.Done == 0 && dice.Chance(0.25)
        ? EntityKind.Client
        : dice.Below(10) switch
        {
            < 3 => EntityKind.Visit,
            < 8 => EntityKind.Order,
            8 => EntityKind.Sale,
            _ => EntityKind.Policy,
        };

    private void Identify(ExchangeRow row, Client client, ref Dice dice)
    {
        var usesSecondCard = client.SecondExtId is not null && client.Done > 0;
        row.ClientExtId = usesSecondCard ? client.SecondExtId!.Value : client.ExtId;
        row.Defects |= usesSecondCard ? Defects.SecondClientGuid : Defects.None;
        row.ClientType = client.IsCompany ? "ЮрЛицо" : "ФизЛицо";
        row.LastName = client.LastName;
        row.FirstName = client.FirstName;
        row.MiddleName = client.MiddleName;
        row.CompanyName = client.CompanyName;
        row.Inn = client.Inn;
        row.Kpp = client.Kpp;
        row.Phone1 = Phones.Written(client.Phone, dice.Chance(0.1) ? dice.Below(Phones.Hands) : client.Hand);
        row.Phone2 = client.SecondPhone is { } second ? Phones.Written(second, client.Hand) : null;
        row.Email = client.Email;
        row.BirthDate = client.BirthDate?.AddYears(options.YearOffset);
        row.Gender = client.Gender;
        row.Address = client.Address;
        row.ConsentPd = true;
        row.ConsentAds = client.ConsentAds;
        row.ConsentDate = client.FirstSeen?.Date;
    }

    private static void Document(ExchangeRow row, Client client, DateTime at, ref Dice dice)
    {
        row.CarExtId = client.Car.ExtId;
        row.Vin = client.Car.Vin;
        row.PlateNo = client.Car.PlateNo;
        row.Brand = client.Car.Model.Brand;
        row.Model = client.Car.Model.Name;
        row.CarYear = client.Car.Year;
        row.Mileage = client.Mileage.ToString(CultureInfo.InvariantCulture);
        row.Defects |= client.IsCarOfAnother ? Defects.CarOfAnotherOwner : Defects.None;
        row.DocNumber = string.Create(CultureInfo.InvariantCulture, $"{Prefix(row.EntityKind)}{row.RowId:D8}");
        row.DocDate = at.AddHours(-dice.Between(1, 70));
        switch (row.EntityKind)
        {
            case EntityKind.Sale:
                Sale(row, client, at, ref dice);
                break;
            case EntityKind.Policy:
                Policy(row, at, ref dice);
                break;
            default:
                Service(row, at, ref dice);
                break;
        }
    }

    private static string Prefix(EntityKind kind) => kind switch
    {
        EntityKind.Visit => "МЗ",
        EntityKind.Order => "ЗН",
        EntityKind.Sale => "РА",
        _ => "СП",
    };

    private static void Service(ExchangeRow row, DateTime at, ref Dice dice)
    {
        row.RepairKind = dice.Of(Repairs);
        row.PayerKind = row.RepairKind switch
        {
            "Гарантия" => "Гарантия",
            "Кузовной" => dice.Chance(0.6) ? "Страховая" : "Клиент",
            _ => dice.Chance(0.03) ? "Внутренний" : "Клиент",
        };
        row.DocState = dice.Below(20) switch
        {
            0 => "Открыт",
            1 or 2 => "В работе",
            3 => "Отменён",
            < 8 => "Закрыт",
            _ => "Выдан",
        };
        row.CloseDate = row.DocState is "Закрыт" or "Выдан" ? at : null;
        row.NextServiceDate = row.RepairKind == "ТО" ? at.Date.AddYears(1) : null;
        var works = dice.Between(8, 400) * 100m;
        var parts = dice.Between(0, 90_000) * 1.01m;
        row.SumWorks = new(works);
        row.SumParts = new(parts);
        row.SumTotal = new(works + parts);
    }

    private static void Sale(ExchangeRow row, Client client, DateTime at, ref Dice dice)
    {
        row.SalePrice = client.Car.Model.Price + (dice.Between(-15, 25) * 10_000m);
        row.DocState = dice.Chance(0.8) ? "Выдан" : "В работе";
        row.SaleDate = row.DocState == "Выдан" ? at.Date : null;
        row.CloseDate = row.SaleDate;
        row.SumTotal = new(row.SalePrice.Value);
        row.PayerKind = "Клиент";
        row.NextServiceDate = row.SaleDate?.AddYears(1);
    }

    private static void Policy(ExchangeRow row, DateTime at, ref Dice dice)
    {
        var isKasko = dice.Chance(0.35);
        row.PolicyKind = isKasko ? "КАСКО" : "ОСАГО";
        row.PolicyNo = string.Create(CultureInfo.InvariantCulture, $"{(isKasko ? "АА" : "ХХХ")} {row.RowId % 10_000_000_000:D10}");
        row.Insurer = dice.Of(Insurers);
        row.PolicyEnd = at.Date.AddYears(1).AddDays(-1);
        row.DocState = "Закрыт";
        row.CloseDate = at;
        row.SumTotal = new(isKasko ? dice.Between(40, 160) * 1_000m : dice.Between(40, 180) * 101m);
        row.PayerKind = "Клиент";
    }
}
