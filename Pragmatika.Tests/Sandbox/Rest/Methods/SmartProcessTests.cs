using System.Text.Json;

namespace Pragmatika.Tests.Sandbox.Rest.Methods;

public sealed class SmartProcessTests : SandboxTest
{
    private async Task<(int Id, int EntityTypeId)> AddTypeAsync(object? fields = null)
    {
        var type = (await Client.ResultAsync("crm.type.add", new { fields = fields ?? new { title = "Автомобили", isStagesEnabled = "Y", isClientEnabled = "Y", isCategoriesEnabled = "Y", isLinkWithProductsEnabled = "Y" } })).GetProperty("type");
        return (type.GetProperty("id").GetInt32(), type.GetProperty("entityTypeId").GetInt32());
    }

    [Fact]
    public async Task Type_Added_TakesTheNextEvenNumberAndHasADefaultPipelineWithStages()
    {
        var (id, entityTypeId) = await AddTypeAsync();

        entityTypeId.Should().Be(1030);
        var category = (await Client.ResultAsync("crm.category.list", new { entityTypeId })).GetProperty("categories")[0];
        category.GetProperty("id").GetInt32().Should().BePositive();
        category.GetProperty("isDefault").GetString().Should().Be("Y");
        var stages = await Client.ResultAsync("crm.status.list", new { filter = new { ENTITY_ID = $"DYNAMIC_1030_STAGE_{category.GetProperty("id").GetInt32()}" }, order = new { SORT = "ASC" } });
        stages[0].GetProperty("STATUS_ID").GetString().Should().Be($"DT1030_{category.GetProperty("id").GetInt32()}:NEW");
        (await Client.ResultAsync("crm.type.getByEntityTypeId", new { entityTypeId })).GetProperty("type").GetProperty("id").GetInt32().Should().Be(id);
    }

    [Fact]
    public async Task Item_Added_HasStageCategoryAndXmlId()
    {
        var (_, entityTypeId) = await AddTypeAsync();

        var id = await Client.AddAsync(entityTypeId, new { title = "Vesta", xmlId = "CAR-1", opportunity = 5 });

        var item = await Client.ItemAsync(entityTypeId, id);
        item.GetProperty("stageId").GetString().Should().Be("DT1030_1:NEW");
        item.GetProperty("categoryId").GetInt32().Should().Be(1);
        (await Client.IdsAsync(entityTypeId, new { xmlId = "CAR-1" })).Should().Equal(id);
        await Client.ResultAsync("crm.item.update", new { entityTypeId, id, fields = new { stageId = "DT1030_1:SUCCESS" } });
        var moved = await Client.ItemAsync(entityTypeId, id);
        moved.GetProperty("previousStageId").GetString().Should().Be("DT1030_1:NEW");
        moved.GetProperty("movedBy").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Type_SwitchedOff_LacksTheBlocks()
    {
        var (_, entityTypeId) = await AddTypeAsync(new { title = "Простой" });

        var fields = (await Client.ResultAsync("crm.item.fields", new { entityTypeId })).GetProperty("fields");

        fields.TryGetProperty("stageId", out _).Should().BeFalse();
        fields.TryGetProperty("contactIds", out _).Should().BeFalse();
        fields.TryGetProperty("xmlId", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Relations_ParentAndChild_AddLinkFields()
    {
        var (_, entityTypeId) = await AddTypeAsync(new
        {
            title = "Автомобили",
            relations = new { parent = new[] { new { entityTypeId = 3, isChildrenListEnabled = "Y" } }, child = new[] { new { entityTypeId = 2, isChildrenListEnabled = "Y" } } },
        });
        var contact = await Client.AddAsync(3, new { name = "Анна" });

        var car = await Client.AddAsync(entityTypeId, new { title = "Vesta", parentId3 = contact });
        var deal = await Client.AddAsync(2, new { parentId1030 = car });

        (await Client.ItemAsync(entityTypeId, car)).GetProperty("parentId3").GetInt32().Should().Be(contact);
        (await Client.IdsAsync(2, new { parentId1030 = car })).Should().Equal(deal);
        (await Client.ResultAsync("crm.deal.get", new { id = deal })).GetProperty("PARENT_ID_1030").GetString().Should().Be(car.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1031)]
    [InlineData(193)]
    public async Task Type_NumberOutOfRange_IsRefused(int entityTypeId)
    {
        var answer = await Client.CallAsync("crm.type.add", new { fields = new { title = "X", entityTypeId } });

        answer.Error.Should().Be("INVALID_ARG_VALUE");
        answer.Description.Should().Be("entityTypeId is out of allowed range");
    }

    [Fact]
    public async Task Type_DeletedWithItems_IsRefusedAndUnknownHasNumericCode()
    {
        var (id, entityTypeId) = await AddTypeAsync();
        var item = await Client.AddAsync(entityTypeId, new { title = "Vesta" });

        (await Client.CallAsync("crm.type.delete", new { id })).Error.Should().Be("BX_ERROR");
        await Client.ResultAsync("crm.item.delete", new { entityTypeId, id = item });
        (await Client.ResultAsync("crm.type.delete", new { id })).ToString().Should().Be("[]");
        (await Client.CallAsync("crm.type.get", new { id })).Body.GetProperty("error").ValueKind.Should().Be(JsonValueKind.Number);
    }

    [Fact]
    public async Task UserFields_OfAProcess_AreNamedByItsTypeId()
    {
        var (id, entityTypeId) = await AddTypeAsync();
        var field = (await Client.ResultAsync("userfieldconfig.add", new
        {
            moduleId = "crm",
            field = new { entityId = "CRM_" + id, fieldName = $"UF_CRM_{id}_VIN", userTypeId = "string", multiple = "N", editFormLabel = new { ru = "ВИН" } },
        })).GetProperty("field");

        var car = await Client.AddAsync(entityTypeId, new Dictionary<string, object> { ["title"] = "Vesta", [$"ufCrm{id}Vin"] = "XTA219010C0000001" });

        field.GetProperty("fieldName").GetString().Should().Be($"UF_CRM_{id}_VIN");
        (await Client.IdsAsync(entityTypeId, new Dictionary<string, object> { [$"ufCrm{id}Vin"] = "XTA219010C0000001" })).Should().Equal(car);
        var fields = (await Client.ResultAsync("crm.item.fields", new { entityTypeId })).GetProperty("fields");
        fields.GetProperty($"ufCrm{id}Vin").GetProperty("title").GetString().Should().Be("ВИН");
        fields.GetProperty($"ufCrm{id}Vin").GetProperty("upperName").GetString().Should().Be($"UF_CRM_{id}_VIN");
        var original = await Client.ResultAsync("crm.item.get", new { entityTypeId, id = car, useOriginalUfNames = "Y" });
        original.GetProperty("item").GetProperty($"UF_CRM_{id}_VIN").GetString().Should().Be("XTA219010C0000001");
    }

    [Theory]
    [InlineData("boolean", "Y", "Y")]
    [InlineData("boolean", "1", "Y")]
    [InlineData("double", "1111.1", "1111.1")]
    [InlineData("money", "300|RUB", "300|RUB")]
    [InlineData("date", "2024-08-30", "2024-08-30T03:00:00+03:00")]
    [InlineData("datetime", "2024-08-30T10:00:00Z", "2024-08-30T13:00:00+03:00")]
    [InlineData("employee", "3", "3")]
    [InlineData("crm", "D_1", "D_1")]
    [InlineData("url", "https://example.com", "https://example.com")]
    public async Task UserField_EachType_ReadsBackInItsForm(string type, string written, string read)
    {
        await Client.ResultAsync("userfieldconfig.add", new { moduleId = "crm", field = new { entityId = "CRM_CONTACT", fieldName = "UF_CRM_X1", userTypeId = type } });

        var id = await Client.AddAsync(3, new Dictionary<string, object> { ["name"] = "Анна", ["ufCrmX1"] = written });

        (await Client.ItemAsync(3, id)).GetProperty("ufCrmX1").ToString().Should().Be(read);
    }

    [Fact]
    public async Task UserField_Multiple_WantsAListAndReplacesItWhole()
    {
        await Client.ResultAsync("userfieldconfig.add", new { moduleId = "crm", field = new { entityId = "CRM_CONTACT", fieldName = "UF_CRM_TAGS", userTypeId = "string", multiple = "Y" } });

        var refused = await Client.CallAsync("crm.item.add", new { entityTypeId = 3, fields = new { name = "Анна", ufCrmTags = "один" } });
        var id = await Client.AddAsync(3, new { name = "Анна", ufCrmTags = new[] { "один", "два" } });
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id, fields = new { ufCrmTags = new[] { "три" } } });

        refused.Error.Should().Be("100");
        refused.Description.Should().Be("Expected iterable value for multiple field, but got string");
        (await Client.ItemAsync(3, id)).GetProperty("ufCrmTags").ToString().Should().Be("[\"три\"]");
        (await Client.IdsAsync(3, new { ufCrmTags = "три" })).Should().Equal(id);
    }

    [Fact]
    public async Task UserField_BooleanFilter_WantsOneAndZero()
    {
        await Client.ResultAsync("userfieldconfig.add", new { moduleId = "crm", field = new { entityId = "CRM_CONTACT", fieldName = "UF_CRM_FLAG", userTypeId = "boolean" } });
        var yes = await Client.AddAsync(3, new { name = "Анна", ufCrmFlag = "Y" });
        await Client.AddAsync(3, new { name = "Ольга", ufCrmFlag = "N" });

        (await Client.IdsAsync(3, new { ufCrmFlag = 1 })).Should().Equal(yes);
        (await Client.CallAsync("crm.item.list", new { entityTypeId = 3, filter = new { ufCrmFlag = "Y" } })).Error.Should().Be("INVALID_ARG_VALUE");
    }

    [Fact]
    public async Task UserField_LongestText_IsKept()
    {
        await Client.ResultAsync("userfieldconfig.add", new { moduleId = "crm", field = new { entityId = "CRM_CONTACT", fieldName = "UF_CRM_NOTE", userTypeId = "string", settings = new { MAX_LENGTH = 5 } } });

        (await Client.CallAsync("crm.item.add", new { entityTypeId = 3, fields = new { name = "Анна", ufCrmNote = "шесть!" } })).Error.Should().Be("CRM_FIELD_ERROR_VALUE_NOT_VALID");
        (await Client.CallAsync("crm.item.add", new { entityTypeId = 3, fields = new { name = "Анна", ufCrmNote = "пять!" } })).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("CRM_CONTACT", "UF_OTHER", "The 'FIELD_NAME' field is not found.")]
    [InlineData("CRM_99", "UF_CRM_99_X", "You cannot create custom fields")]
    public async Task UserFieldConfig_BadCall_AnswersItsText(string entityId, string fieldName, string text)
    {
        var answer = await Client.CallAsync("userfieldconfig.add", new { moduleId = "crm", field = new { entityId, fieldName, userTypeId = "string" } });

        answer.Error.Should().Be("");
        answer.Description.Should().Be(text);
    }

    [Fact]
    public async Task Deal_PipelineChange_TakesTheFirstStageAndLeavesHistory()
    {
        var category = (await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис", sort = 300 } })).GetProperty("category");
        var categoryId = category.GetProperty("id").GetInt32();
        var id = await Client.AddAsync(2, new { title = "Ремонт" });

        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id, fields = new { categoryId } });
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id, fields = new { stageId = $"C{categoryId}:WON" } });

        var deal = await Client.ItemAsync(2, id);
        deal.GetProperty("stageSemanticId").GetString().Should().Be("S");
        deal.GetProperty("closed").GetString().Should().Be("Y");
        var history = (await Client.ResultAsync("crm.stagehistory.list", new { entityTypeId = 2, filter = new { OWNER_ID = id }, order = new { ID = "ASC" } })).GetProperty("items");
        history.EnumerateArray().Select(move => move.GetProperty("TYPE_ID").GetInt32()).Should().Equal(1, 5, 3);
        history[1].GetProperty("STAGE_ID").GetString().Should().Be($"C{categoryId}:NEW");
    }

    [Fact]
    public async Task Category_DefaultOrUsed_CannotBeDeleted()
    {
        var categoryId = (await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис" } })).GetProperty("category").GetProperty("id").GetInt32();
        await Client.AddAsync(2, new { title = "Ремонт", categoryId });

        (await Client.CallAsync("crm.category.delete", new { entityTypeId = 2, id = 0 })).Description.Should().Be("Default deal category cannot be deleted");
        (await Client.CallAsync("crm.category.delete", new { entityTypeId = 2, id = categoryId })).Error.Should().Be("0");
        (await Client.CallAsync("crm.category.list", new { entityTypeId = 5 })).Error.Should().Be("ENTITY_TYPE_NOT_SUPPORTED");
    }

    [Fact]
    public async Task Status_OwnStage_CarriesThePrefixAndCanBeUsed()
    {
        var categoryId = (await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис" } })).GetProperty("category").GetProperty("id").GetInt32();
        var id = (await Client.ResultAsync("crm.status.add", new { fields = new { ENTITY_ID = $"DEAL_STAGE_{categoryId}", STATUS_ID = "PARTS", NAME = "Ждёт запчасти", SORT = 25 } })).GetInt32();

        var deal = await Client.AddAsync(2, new { categoryId, stageId = $"C{categoryId}:PARTS" });

        (await Client.ItemAsync(2, deal)).GetProperty("stageSemanticId").GetString().Should().Be("P");
        (await Client.ResultAsync("crm.status.get", new { id })).GetProperty("STATUS_ID").GetString().Should().Be($"C{categoryId}:PARTS");
        (await Client.CallAsync("crm.status.delete", new { id })).Description.Should().Be("There are active items in this status.");
        (await Client.CallAsync("crm.status.add", new { fields = new { ENTITY_ID = "SOURCE", STATUS_ID = "CALL", NAME = "x" } })).Description.Should().Be("The specified status ID already exists.");
        (await Client.CallAsync("crm.status.add", new { fields = new { ENTITY_ID = "SOURCE" } })).Description.Should().Be("The field STATUS_ID is required.");
    }

    [Fact]
    public async Task ProductRows_Set_DictateTheSumUnlessKeptByHand()
    {
        var deal = await Client.AddAsync(2, new { title = "Ремонт", opportunity = 5 });
        var manual = await Client.AddAsync(2, new { title = "Ремонт", opportunity = 5, isManualOpportunity = "Y" });
        var rows = new[] { new { productName = "Масло", price = 1500.5, quantity = 2 }, new { productName = "Работа", price = 3000.0, quantity = 1 } };

        var set = await Client.ResultAsync("crm.item.productrow.set", new { ownerType = "D", ownerId = deal, productRows = rows });
        await Client.ResultAsync("crm.item.productrow.set", new { ownerType = "D", ownerId = manual, productRows = rows });

        set.GetProperty("productRows").GetArrayLength().Should().Be(2);
        (await Client.ItemAsync(2, deal)).GetProperty("opportunity").GetDouble().Should().Be(6001);
        (await Client.ItemAsync(2, manual)).GetProperty("opportunity").GetDouble().Should().Be(5);
        (await Client.ResultAsync("crm.deal.productrows.get", new { id = deal }))[0].GetProperty("PRODUCT_NAME").GetString().Should().Be("Масло");
        (await Client.CallAsync("crm.item.productrow.set", new { ownerType = "D", ownerId = 99, productRows = rows })).Error.Should().Be("OWNER_NOT_FOUND");
    }
}
