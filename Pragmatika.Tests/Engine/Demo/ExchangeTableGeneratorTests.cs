using System.Globalization;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Demo.Generation;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Demo;

public sealed partial class ExchangeTableGeneratorTests
{
    private static readonly Lazy<List<ExchangeRow>> Many = new(() => [.. ExchangeTableGenerator.Generate(new() { Rows = 20_000 })]);

    [Fact]
    public void Generate_SameOptions_GivesTheSameRows()
    {
        var options = new GeneratorOptions { Rows = 500, Seed = 7 };

        Print(ExchangeTableGenerator.Generate(options)).Should().Equal(Print(ExchangeTableGenerator.Generate(options)));
    }

    [Fact]
    public void Generate_AnotherSeed_GivesOtherClients()
    {
        var first = ExchangeTableGenerator.Generate(new() { Rows = 200, Seed = 1 }).Select(row => row.Phone1);
        var second = ExchangeTableGenerator.Generate(new() { Rows = 200, Seed = 2 }).Select(row => row.Phone1);

        first.Should().NotIntersectWith(second);
    }

    [Fact]
    public void Generate_EveryDefect_ComesInAboutThreePercentOfRows()
    {
        foreach (var kind in DefectCounts.All)
        {
            var share = Many.Value.Count(row => row.Defects.HasFlag(kind)) / (double)Many.Value.Count;
            share.Should().BeInRange(0.02, 0.04, kind.ToString());
        }
    }

    [Fact]
    public void Generate_DefectRateZero_MakesCleanRows() =>
        ExchangeTableGenerator.Generate(new() { Rows = 2_000, DefectRate = 0 }).Should().OnlyContain(row => row.Defects == Defects.None);

    [Theory]
    [InlineData(20)]
    [InlineData(2_000)]
    public void Generate_UnreadableSums_SpoilsSoManyLiveDocumentsAndNothingElse(int rows)
    {
        var plain = ExchangeTableGenerator.Generate(new() { Rows = rows }).ToList();
        var spoiled = ExchangeTableGenerator.Generate(new() { Rows = rows, UnreadableSums = 5 }).ToList();

        var touched = Enumerable.Range(0, rows).Where(index => spoiled[index].SumTotal != plain[index].SumTotal).ToList();

        touched.Should().HaveCount(5);
        touched.Select(index => spoiled[index].IsDeleted).Should().AllBeEquivalentTo(false);
        touched.Select(index => NumberText.TryParse(spoiled[index].SumTotal!.Value.Printed, ",", out var _)).Should().AllBeEquivalentTo(false);
        Print(spoiled.Where((_, index) => !touched.Contains(index))).Should().Equal(Print(plain.Where((_, index) => !touched.Contains(index))));
        touched[^1].Should().BeGreaterThan(rows / 2, "they are spread over the table");
    }

    [Fact]
    public void Generate_SecondGuid_HasThePhoneOfTheFirst()
    {
        var byPhone = Many.Value.GroupBy(row => Digits(row.Phone1!)).ToList();

        byPhone.Should().OnlyContain(rows => rows.Where(row => !row.Defects.HasFlag(Defects.GuidInOtherByteOrder)).Select(row => row.ClientExtId).Distinct().Count() <= 2);
        byPhone.Count(rows => rows.Any(row => row.Defects.HasFlag(Defects.SecondClientGuid)) && rows.Any(row => !row.Defects.HasFlag(Defects.SecondClientGuid)))
            .Should().BeGreaterThan(100);
        Many.Value.Where(row => row.Defects == Defects.None).GroupBy(row => row.ClientExtId)
            .Should().OnlyContain(rows => rows.Select(row => Digits(row.Phone1!)).Distinct().Count() == 1);
    }

    [Fact]
    public void Generate_Phones_AreValidMobileNumbersOfTheirOwn()
    {
        Many.Value.Should().OnlyContain(row => PhoneDigits().IsMatch(Digits(row.Phone1!)));
        Many.Value.Where(row => row.Phone2 is not null && !row.Defects.HasFlag(Defects.TwoPhonesInOneField))
            .Should().OnlyContain(row => Digits(row.Phone2!) != Digits(row.Phone1!));
        Many.Value.Where(row => row.Email is not null).Should().OnlyContain(row => row.Email!.EndsWith("@example.ru") || row.Email.EndsWith("@example.com"));
    }

    [Fact]
    public void Generate_CleanRows_LookReal()
    {
        var clean = Many.Value.Where(row => row.Defects == Defects.None).ToList();

        clean.Where(row => row.Vin is not null).Should().OnlyContain(row => Vin().IsMatch(row.Vin!));
        clean.Where(row => row.PlateNo is not null).Should().OnlyContain(row => Plate().IsMatch(row.PlateNo!));
        clean.Should().OnlyContain(row => DealerCentre.All.Any(centre => centre.Code == row.DealerCenterCode && centre.Name == row.DealerCenterName));
        clean.Should().OnlyContain(row => row.ClientType == "ЮрЛицо" ? row.CompanyName != null && row.Inn!.Length == 10 : row.LastName != null && row.MiddleName != null);
        clean.Where(row => row.SumWorks is not null).Should().OnlyContain(row => row.SumTotal!.Value.Amount == row.SumWorks!.Value.Amount + row.SumParts!.Value.Amount);
        clean.Where(row => row.DocDate is not null).Should().OnlyContain(row => row.DocDate <= new DateTime(2026, 1, 15));
        (clean.Count(row => row.ClientType == "ЮрЛицо") / (double)clean.Count).Should().BeInRange(0.04, 0.11);
        clean.Select(row => row.EntityKind).Distinct().Should().HaveCount(5);
    }

    [Fact]
    public void Generate_Documents_NeverShareAGuidOrGoBackInTime()
    {
        Many.Value.Select(row => row.ExtId).Should().OnlyHaveUniqueItems();
        Many.Value.Select(row => row.ChangedAt1C).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Generate_GuidInOtherOrder_IsWhatACarelessCastReads()
    {
        var phones = Many.Value.Where(row => !row.Defects.HasFlag(Defects.GuidInOtherByteOrder)).ToLookup(row => Digits(row.Phone1!), row => row.ClientExtId);
        var swapped = Many.Value.Where(row => row.Defects.HasFlag(Defects.GuidInOtherByteOrder) && phones[Digits(row.Phone1!)].Any()).ToList();

        swapped.Should().NotBeEmpty();
        swapped.Should().OnlyContain(row => !phones[Digits(row.Phone1!)].Contains(row.ClientExtId));
        swapped.Count(row => phones[Digits(row.Phone1!)].Contains(GuidText.Read(row.ClientExtId.ToByteArray(), GuidBytes.Binary1C)))
            .Should().BeGreaterThan(swapped.Count * 8 / 10, "the others are on the second card of a client seen once");
    }

    [Fact]
    public void Generate_YearOffset_ShiftsDates()
    {
        var plain = ExchangeTableGenerator.Generate(new() { Rows = 50, DefectRate = 0 }).ToList();
        var shifted = ExchangeTableGenerator.Generate(new() { Rows = 50, DefectRate = 0, YearOffset = 2000 }).ToList();

        shifted.Select(row => row.ChangedAt1C.Year).Should().Equal(plain.Select(row => row.ChangedAt1C.Year + 2000));
        shifted.Select(row => row.BirthDate).Should().Equal(plain.Select(row => row.BirthDate?.AddYears(2000)));
        shifted.Select(row => row.ConsentDate?.Year).Should().Equal(plain.Select(row => row.ConsentDate?.Year + 2000));
    }

    [Theory, OnSqlite, OnPostgreSql, OnSqlServer]
    public async Task Write_ThenRead_GivesEveryRowAndCountsDefects(SqlEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var options = new GeneratorOptions { Rows = 3_000 };
        var reported = new List<long>();

        var counts = await ExchangeTableGenerator.WriteAsync(engine, database.ConnectionString, options, new Reported(reported), default);
        var again = await ExchangeTableGenerator.WriteAsync(engine, database.ConnectionString, options, null, default);
        await database.SettleAsync();

        var connector = new SqlConnectorFactory().Create(engine, database.ConnectionString, new Formats());
        var read = new List<SourceRow>();
        await foreach (var page in connector.ReadAsync(new() { Table = ExchangeTable.Name, Key = ["RowId"], CursorColumn = "RowVer" }, default))
        {
            read.AddRange(page.Rows);
        }

        var rows = ExchangeTableGenerator.Generate(options).ToList();
        read.Select(row => row.Key).Should().Equal(rows.Select(row => row.RowId.ToString(CultureInfo.InvariantCulture)));
        read.Select(row => row["LastName"]).Should().Equal(rows.Select(row => row.LastName));
        read.Select(row => Guid.Parse(row["ClientExtId"]!.ToString()!)).Should().Equal(rows.Select(row => row.ClientExtId));
        read.Where((row, index) => rows[index].Defects.HasFlag(Defects.SumAsText))
            .Should().OnlyContain(row => ((string)row["SumTotal"]!).Contains(','));
        DefectCounts.All.Should().OnlyContain(kind => counts[kind] == rows.Count(row => row.Defects.HasFlag(kind)) && again[kind] == counts[kind]);
        reported.Should().Equal(1_000, 2_000, 3_000, 3_000);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_Then1CAddsARow_ItComesAfterTheGeneratedOnes(SqlEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await ExchangeTableGenerator.WriteAsync(engine, database.ConnectionString, new() { Rows = 10 }, null, default);
        await database.ExecuteAsync("""INSERT INTO "B24_Exchange" ("ExtId", "EntityKind") VALUES ('00000000-0000-0000-0000-000000000001', 'ORDER')""");
        await database.SettleAsync();
        var connector = new SqlConnectorFactory().Create(engine, database.ConnectionString, new Formats());

        var keys = new List<string>();
        await foreach (var page in connector.ReadAsync(new() { Table = ExchangeTable.Name, Key = ["RowId"], CursorColumn = "RowVer" }, default))
        {
            keys.AddRange(page.Rows.Select(row => row.Key));
        }

        keys.Should().HaveCount(11).And.HaveElementAt(10, "11");
    }

    [Fact]
    public async Task Write_Cancelled_LeavesNoRows()
    {
        await using var database = await TestDatabase.CreateAsync(SqlEngine.Sqlite);
        using var stop = new CancellationTokenSource();

        var writing = () => ExchangeTableGenerator.WriteAsync(
            SqlEngine.Sqlite, database.ConnectionString, new() { Rows = 50_000 }, new Reported([], onReport: stop.Cancel), stop.Token);

        await writing.Should().ThrowAsync<OperationCanceledException>();
        (await database.ScalarAsync("""SELECT count(*) FROM "B24_Exchange" """)).Should().Be(0L);
    }

    private static IEnumerable<string> Print(IEnumerable<ExchangeRow> rows)
    {
        foreach (var row in rows)
        {
            var sink = new ObjectCellSink();
            ExchangeCells.Write(row, sink);
            yield return string.Join('|', sink.Take()) + row.Defects;
        }
    }

    /// <summary>The last ten digits of the first number in the field.</summary>
    private static string Digits(string phone) => string.Concat(phone.Split(',', ';')[0].Where(char.IsAsciiDigit))[^10..];

    [GeneratedRegex("^9[0-9]{9}$")]
    private static partial Regex PhoneDigits();

    [GeneratedRegex("^[A-HJ-NPR-Z0-9]{17}$")]
    private static partial Regex Vin();

    [GeneratedRegex("^[АВЕКМНОРСТУХ][0-9]{3}[АВЕКМНОРСТУХ]{2}[0-9]{2,3}$")]
    private static partial Regex Plate();

    private sealed class Reported(List<long> values, Action? onReport = null) : IProgress<long>
    {
        public void Report(long value)
        {
            values.Add(value);
            onReport?.Invoke();
        }
    }
}
