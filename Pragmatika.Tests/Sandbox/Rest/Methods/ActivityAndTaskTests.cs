using System.Text.Json;

namespace Pragmatika.Tests.Sandbox.Rest.Methods;

public sealed class ActivityAndTaskTests : SandboxTest
{
    private static object Call(int dealId, object? communications = null) => new
    {
        SUBJECT = "Звонок",
        TYPE_ID = 2,
        DIRECTION = 1,
        RESPONSIBLE_ID = 3,
        OWNER_TYPE_ID = 2,
        OWNER_ID = dealId,
        ORIGIN_ID = "CALL-1",
        START_TIME = "2026-03-10T10:00:00Z",
        COMMUNICATIONS = communications ?? new[] { new { VALUE = "+79210000001", ENTITY_ID = 1, ENTITY_TYPE_ID = 3 } },
    };

    [Fact]
    public async Task Activity_Added_ReadsBackAsText()
    {
        var deal = await Client.AddAsync(2, new { title = "Ремонт" });

        var id = (await Client.ResultAsync("crm.activity.add", new { fields = Call(deal) })).GetInt32();

        var activity = await Client.ResultAsync("crm.activity.get", new { id });
        activity.GetProperty("TYPE_ID").GetString().Should().Be("2");
        activity.GetProperty("COMPLETED").GetString().Should().Be("N");
        activity.GetProperty("START_TIME").GetString().Should().Be("2026-03-10T13:00:00+03:00");
        activity.GetProperty("SETTINGS").ToString().Should().Be("[]");
        await Client.ResultAsync("crm.activity.update", new { id, fields = new { COMPLETED = "Y" } });
        var listed = await Client.ResultAsync("crm.activity.list", new { filter = new { OWNER_TYPE_ID = 2, OWNER_ID = deal, COMPLETED = "Y" }, select = new[] { "ID", "COMMUNICATIONS" } });
        listed[0].GetProperty("COMMUNICATIONS")[0].GetProperty("VALUE").GetString().Should().Be("+79210000001");
        (await Client.ResultAsync("crm.activity.list", new { filter = new { BINDINGS = new[] { new { OWNER_TYPE_ID = 2, OWNER_ID = deal } } } }))[0].TryGetProperty("COMMUNICATIONS", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Activity_BadCall_AnswersItsText()
    {
        var deal = await Client.AddAsync(2, new { title = "Ремонт" });

        (await Client.CallAsync("crm.activity.add", new { fields = new { TYPE_ID = 2 } })).Description.Should().Be("The field SUBJECT is not defined or empty");
        (await Client.CallAsync("crm.activity.add", new { fields = Call(99) })).Description.Should().StartWith("Could not build binding.");
        (await Client.CallAsync("crm.activity.add", new { fields = Call(deal, new object[] { new { VALUE = "1" }, new { VALUE = "2" } }) })).Description.Should().Be("The only one communication is allowed for activity of specified type");
        (await Client.CallAsync("crm.activity.get", new { id = 99 })).Description.Should().Be("Activity is not found");
    }

    [Fact]
    public async Task Todo_Added_ChecksOwnerAndDeadline()
    {
        var deal = await Client.AddAsync(2, new { title = "Ремонт" });

        (await Client.ResultAsync("crm.activity.todo.add", new { ownerTypeId = 2, ownerId = deal, deadline = "2026-03-12 10:00:00" })).GetProperty("id").GetInt32().Should().Be(1);
        (await Client.CallAsync("crm.activity.todo.add", new { ownerTypeId = 2, ownerId = 99, deadline = "2026-03-12" })).Error.Should().Be("OWNER_NOT_FOUND");
        (await Client.CallAsync("crm.activity.todo.add", new { ownerTypeId = 2, ownerId = deal, deadline = "завтра" })).Error.Should().Be("WRONG_DATETIME_FORMAT");
    }

    [Fact]
    public async Task Comment_LifeCycle_KeepsTheDocumentedAnswers()
    {
        var deal = await Client.AddAsync(2, new { title = "Ремонт" });
        var id = (await Client.ResultAsync("crm.timeline.comment.add", new { fields = new { ENTITY_ID = deal, ENTITY_TYPE = "deal", COMMENT = "Один" } })).GetInt32();

        (await Client.ResultAsync("crm.timeline.comment.update", new { id, fields = new { COMMENT = "Два" } })).GetInt32().Should().Be(id);
        (await Client.ResultAsync("crm.timeline.comment.get", new { id })).GetProperty("COMMENT").GetString().Should().Be("Два");
        (await Client.CallAsync("crm.timeline.comment.add", new { fields = new { ENTITY_ID = 99, ENTITY_TYPE = "deal", COMMENT = "x" } })).Error.Should().Be("OWNER_NOT_FOUND");
        (await Client.CallAsync("crm.timeline.comment.add", new { fields = new { ENTITY_ID = deal, ENTITY_TYPE = "deal", COMMENT = "" } })).Error.Should().Be("INVALID_ARG_VALUE");
        (await Client.ResultAsync("crm.timeline.comment.delete", new { id })).ValueKind.Should().Be(JsonValueKind.Null);
        (await Client.CallAsync("crm.timeline.comment.get", new { id })).Error.Should().Be("NOT_FOUND");
    }

    [Fact]
    public async Task Task_LifeCycle_IsCamelCaseText()
    {
        var id = (await Client.ResultAsync("tasks.task.add", new { fields = new { TITLE = "Обзвон", RESPONSIBLE_ID = 3, DEADLINE = "2026-03-12T10:00:00+03:00", UF_CRM_TASK = new[] { "D_1" } } })).GetProperty("task").GetProperty("id").GetString();

        var task = (await Client.ResultAsync("tasks.task.get", new { taskId = id })).GetProperty("task");
        task.GetProperty("responsibleId").GetString().Should().Be("3");
        task.GetProperty("ufCrmTask")[0].GetString().Should().Be("D_1");
        await Client.ResultAsync("tasks.task.update", new { taskId = id, fields = new { STATUS = 5 } });
        (await Client.ResultAsync("tasks.task.list", new { filter = new { STATUS = 5 } })).GetProperty("tasks").GetArrayLength().Should().Be(1);
        (await Client.ResultAsync("tasks.task.get", new { taskId = 99 })).ToString().Should().Be("[]");
        (await Client.CallAsync("tasks.task.get", new { taskId = -1 })).Error.Should().Be("0");
        (await Client.CallAsync("tasks.task.add", new { fields = new { } })).Description.Should().Be("Task title is not specified<br>");
    }

    [Fact]
    public async Task Dictionaries_StockPortal_AnswerTheirShapes()
    {
        var type = (await Client.ResultAsync("crm.type.add", new { fields = new { title = "Автомобили", entityTypeId = 128 } })).GetProperty("type");

        (await Client.ResultAsync("crm.enum.ownertype")).EnumerateArray().Last().GetProperty("SYMBOL_CODE_SHORT").GetString().Should().Be("T80");
        (await Client.ResultAsync("crm.currency.list"))[0].GetProperty("BASE").GetString().Should().Be("Y");
        (await Client.ResultAsync("feature.get", new { CODE = "rest_offline_extended" })).GetProperty("value").GetString().Should().Be("Y");
        (await Client.CallAsync("feature.get")).Error.Should().Be("CODE_EMPTY");
        (await Client.ResultAsync("im.notify.personal.add", new { USER_ID = 1, MESSAGE = "Готово" })).GetInt32().Should().Be(1);
        type.GetProperty("isSetOpenPermissions").GetString().Should().Be("Y");
        (await Client.ResultAsync("crm.status.entity.items", new { entityId = "STATUS" })).EnumerateArray().Select(stage => stage.GetProperty("STATUS_ID").GetString())
            .Should().Equal("NEW", "IN_PROCESS", "PROCESSED", "CONVERTED", "JUNK");
    }

    [Fact]
    public async Task Import_SetsTimesAndAuthorsAndRefusesTheFuture()
    {
        var id = (await Client.ResultAsync("crm.item.import", new { entityTypeId = 2, fields = new { title = "Ремонт", createdTime = "2020-05-01T10:00:00+03:00", updatedTime = "2021-05-01T10:00:00+03:00", createdBy = 4 } })).GetProperty("item").GetProperty("id").GetInt32();

        var item = await Client.ItemAsync(2, id);
        item.GetProperty("createdTime").GetString().Should().Be("2020-05-01T10:00:00+03:00");
        item.GetProperty("updatedTime").GetString().Should().Be("2021-05-01T10:00:00+03:00");
        item.GetProperty("createdBy").GetInt32().Should().Be(4);
        (await Client.CallAsync("crm.item.import", new { entityTypeId = 2, fields = new { createdTime = "2999-01-01" } })).Error.Should().Be("CRM_FIELD_ERROR_VALUE_NOT_VALID");
    }

    [Fact]
    public async Task BatchImport_MixedItems_AnswersEachInItsPlace()
    {
        var items = (await Client.ResultAsync("crm.item.batchImport", new { entityTypeId = 3, data = new object[] { new { name = "A" }, new { post = "x" }, new { name = "C" } } })).GetProperty("items");

        items[0].GetProperty("item").GetProperty("id").GetInt32().Should().Be(1);
        items[1].GetProperty("error").GetString().Should().Be("CRM_FIELD_ERROR_REQUIRED");
        items[2].GetProperty("item").GetProperty("id").GetInt32().Should().Be(2);
        (await Client.CallAsync("crm.item.batchImport", new { entityTypeId = 3, data = Enumerable.Range(0, 21).Select(_ => new { name = "A" }) })).Error.Should().Be("MAX_IMPORT_BATCH_SIZE_EXCEEDED");
    }
}
