using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Demo.Definition;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Demo;

public sealed class DemoExchangeTests
{
    private const int Cars = 1030;

    private static readonly ExchangeDefinition Definition = DemoExchange.Create("sql", "b24", SqlEngine.Sqlite, Portal());

    private static readonly IReadOnlyList<IFlowMapper> Mappers = new DefinitionCompiler().Compile(Definition, DemoTable.Shape);

    [Fact]
    public void Order_OfAPerson_MakesContactCarAndDealThatReferToEachOther()
    {
        var row = DemoTable.Order();

        Map("companies", row).Should().BeOfType<MapResult.Skip>();
        var contact = Mapped("contacts", row);
        contact.Key.Should().Be("1e761abe-4e88-11f1-9c28-0050b666dffa");
        Field("contacts", contact, "phone").Should().Be(Value.Text("+79211234567"));
        Field("contacts", contact, "birthdate").Should().Be(Value.Date(new DateOnly(1980, 5, 21)));
        Field("contacts", contact, "ufContactGENDER").Should().Be(Value.Choice("Мужской"));
        Field("contacts", contact, "ufContactCONSENT_PD").Should().Be(Value.Flag(true));

        var car = Mapped("cars", row);
        car.Key.Should().Be("XTA210990Y2766389");
        Field("cars", car, "title").Should().Be(Value.Text("LADA Vesta А123ВС51"));
        Field("cars", car, "ufCarMILEAGE").Should().Be(Value.Number(45200));
        Field("cars", car, "contactId").Should().Be(Value.Reference("contacts", contact.Key));
        Field("cars", car, "companyId").IsNone.Should().BeTrue();

        var deal = Mapped("deals", row);
        deal.Key.Should().Be("ORDER|0e761abe-4e88-11f1-9c28-0050b666dffa");
        Field("deals", deal, "title").Should().Be(Value.Text("Заказ-наряд ЗН00012345 LADA Vesta"));
        Field("deals", deal, "categoryId").Should().Be(Value.Text("1"));
        Field("deals", deal, "stageId").Should().Be(Value.Text("C1:EXECUTING"));
        Field("deals", deal, "opportunity").Should().Be(Value.Money(3500.5m, "RUB"));
        Field("deals", deal, "ufDealSUM_WORKS").Should().Be(Value.Number(1000.5m));
        Field("deals", deal, "ufDealSUM_PARTS").Should().Be(Value.Number(2500));
        Field("deals", deal, "begindate").Should().Be(Value.Date(new DateOnly(2024, 8, 30)));
        Field("deals", deal, "parentId1030").Should().Be(Value.Reference("cars", car.Key));
        Field("deals", deal, "contactId").Should().Be(Value.Reference("contacts", contact.Key));
    }

    [Theory]
    [InlineData("VISIT", "Открыт", "5", "1", "C1:NEW")]
    [InlineData("ORDER", "Закрыт", "45 200", "1", "C1:WON")]
    [InlineData("SALE", "Выдан", "12", "2", "C2:WON")]
    [InlineData("SALE", "Отменён", "45 200", "3", "C3:LOSE")]
    [InlineData("SALE", null, null, "2", "C2:NEW")]
    [InlineData("POLICY", "В работе", "45 200", "4", "C4:EXECUTING")]
    public void Document_ByKindStateAndMileage_HasItsPipelineAndStage(string kind, string? state, string? mileage, string category, string stage)
    {
        var deal = Mapped("deals", DemoTable.Order(("EntityKind", kind), ("DocState", state), ("Mileage", mileage)));

        Field("deals", deal, "categoryId").ToString().Should().Be(category);
        Field("deals", deal, "stageId").ToString().Should().Be(stage);
    }

    [Fact]
    public void Sale_Sum_IsThePrice() =>
        Field("deals", Mapped("deals", DemoTable.Order(("EntityKind", "SALE"), ("SalePrice", 1500000.0))), "opportunity").Should().Be(Value.Money(1500000, "RUB"));

    [Fact]
    public void Company_WithItsNameInLastName_GetsThatName() =>
        Field("companies", Mapped("companies", DemoTable.Order(("ClientType", "ЮрЛицо"), ("LastName", "ООО «Вектор»"))), "title").Should().Be(Value.Text("ООО «Вектор»"));

    [Theory]
    [InlineData("companies")]
    [InlineData("contacts")]
    [InlineData("cars")]
    [InlineData("deals")]
    public void DeletedRow_IsSkipped(string flow) => Map(flow, DemoTable.Order(("IsDeleted", true))).Should().BeOfType<MapResult.Skip>();

    [Fact]
    public void ClientRow_MakesNoDeal() => Map("deals", DemoTable.Order(("EntityKind", "CLIENT"))).Should().BeOfType<MapResult.Skip>();

    [Fact]
    public void RowWithoutCar_MakesADealWithoutCar()
    {
        var row = DemoTable.Order(("Vin", null));

        Map("cars", row).Should().BeOfType<MapResult.Skip>();
        Field("deals", Mapped("deals", row), "parentId1030").IsNone.Should().BeTrue();
    }

    [Fact]
    public void CyrillicVin_IsTheSameCar() => Mapped("cars", DemoTable.Order(("Vin", "ХТА210990У2766389"))).Key.Should().Be("XTA210990Y2766389");

    [Fact]
    public void ColumnsOfTheDatabaseEngines_MeanTheSame()
    {
        var sqlite = DemoTable.Order();
        var postgres = DemoTable.Order(
            ("ClientExtId", Guid.Parse("1e761abe-4e88-11f1-9c28-0050b666dffa")),
            ("ExtId", Guid.Parse("0e761abe-4e88-11f1-9c28-0050b666dffa")),
            ("BirthDate", new DateTime(1980, 5, 21)),
            ("DocDate", new DateTime(2024, 8, 30, 9, 5, 7)),
            ("ConsentPd", true),
            ("ConsentAds", false),
            ("IsDeleted", false),
            ("CarYear", 2021),
            ("SumWorks", "1000.50"));

        foreach (var mapper in Mappers)
        {
            mapper.Map(postgres).Should().BeEquivalentTo(mapper.Map(sqlite), options => options.RespectingRuntimeTypes().ComparingByValue<Value>());
        }
    }

    /// <summary>Every defect of the table ends in a record or in a rejection that says why; none throws.</summary>
    [Theory]
    [InlineData("contacts", "Phone1", "89211234567, 8 8152 55-55-55", null)]
    [InlineData("contacts", "BirthDate", "0001-01-01 00:00:00", null)]
    [InlineData("contacts", "BirthDate", "1753-01-01 00:00:00", null)]
    [InlineData("contacts", "BirthDate", "2099-01-01 00:00:00", null)]
    [InlineData("contacts", "BirthDate", "не помню", "birthdate")]
    [InlineData("contacts", "Email", "нет", "email")]
    [InlineData("contacts", "Phone1", "12345", "phone")]
    [InlineData("deals", "SumTotal", "12 345,67", null)]
    [InlineData("deals", "SumTotal", "-500", null)]
    [InlineData("deals", "SumTotal", "много", "opportunity")]
    [InlineData("deals", "DocState", "На Луне", "stageId")]
    [InlineData("cars", "Mileage", "сорок", "ufCarMILEAGE")]
    [InlineData("cars", "Vin", "XTA", "key")]
    public void Defect_EndsInARecordOrAReason(string flow, string column, string value, string? rejectedField)
    {
        var result = Map(flow, DemoTable.Order((column, value)));

        if (rejectedField is null)
        {
            result.Should().BeOfType<MapResult.Mapped>();
        }
        else
        {
            result.Should().BeOfType<MapResult.Reject>().Which.Problems.Should().Contain(problem => problem.Field == rejectedField && problem.Remedy.Length > 0);
        }
    }

    private static MapResult Map(string flow, SourceRow row) => Mappers.Single(mapper => mapper.Flow == flow).Map(row);

    private static MapResult.Mapped Mapped(string flow, SourceRow row) => Map(flow, row).Should().BeOfType<MapResult.Mapped>().Subject;

    private static Value Field(string flow, MapResult.Mapped mapped, string field) =>
        mapped.Values[Mappers.Single(mapper => mapper.Flow == flow).Fields.ToList().IndexOf(field)];

    private static DemoPortal Portal() => new(
        Cars,
        new DemoPipeline(1),
        new DemoPipeline(2),
        new DemoPipeline(3),
        new DemoPipeline(4),
        DemoFields.All.ToDictionary(field => (field.Entity, field.Name), field => $"uf{field.Entity}{field.Name}"));
}
