namespace Pragmatika.Sandbox.Store;

/// <summary>Slots the rules need to know by name; -1 where a kind of record lacks the field.</summary>
public sealed class WellKnownFields(EntitySchema schema)
{
    public int Title { get; } = schema.SlotOf("title");

    public int CreatedTime { get; } = schema.SlotOf("createdTime");

    public int UpdatedTime { get; } = schema.SlotOf("updatedTime");

    public int CreatedBy { get; } = schema.SlotOf("createdBy");

    public int UpdatedBy { get; } = schema.SlotOf("updatedBy");

    public int MovedTime { get; } = schema.SlotOf("movedTime");

    public int MovedBy { get; } = schema.SlotOf("movedBy");

    public int LastActivityTime { get; } = schema.SlotOf("lastActivityTime");

    public int LastActivityBy { get; } = schema.SlotOf("lastActivityBy");

    public int AssignedById { get; } = schema.SlotOf("assignedById");

    public int Opened { get; } = schema.SlotOf("opened");

    public int CategoryId { get; } = schema.SlotOf("categoryId");

    public int StageId { get; } = schema.SlotOf("stageId");

    public int PreviousStageId { get; } = schema.SlotOf("previousStageId");

    public int Opportunity { get; } = schema.SlotOf("opportunity");

    public int IsManualOpportunity { get; } = schema.SlotOf("isManualOpportunity");

    public int CurrencyId { get; } = schema.SlotOf("currencyId");

    public int BeginDate { get; } = schema.SlotOf("begindate");

    public int CloseDate { get; } = schema.SlotOf("closedate");

    public int DateClosed { get; } = schema.SlotOf("dateClosed");

    public int CompanyId { get; } = schema.SlotOf("companyId");

    public int ContactIds { get; } = schema.SlotOf("contactIds");

    public int CompanyIds { get; } = schema.SlotOf("companyIds");

    public int OriginatorId { get; } = schema.SlotOf("originatorId");

    public int OriginId { get; } = schema.SlotOf("originId");

    public int XmlId { get; } = schema.SlotOf("xmlId");

    public int Multifields { get; } = schema.SlotOf("fm");

    public int IsReturnCustomer { get; } = schema.SlotOf("isReturnCustomer");
}
