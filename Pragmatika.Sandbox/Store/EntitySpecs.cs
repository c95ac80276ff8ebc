namespace Pragmatika.Sandbox.Store;

/// <summary>The compact field lists of reference 6.1 and 6.3, in the format of <see cref="FieldSpec"/>.</summary>
public static class EntitySpecs
{
    private static readonly string[] Utm =
    [
        "UTM_SOURCE string", "UTM_MEDIUM string", "UTM_CAMPAIGN string", "UTM_CONTENT string", "UTM_TERM string",
        "LAST_ACTIVITY_TIME datetime R", "LAST_ACTIVITY_BY user R", "webformId integer nR",
    ];

    private static readonly string[] Address =
    [
        "ADDRESS string", "ADDRESS_2 string", "ADDRESS_CITY string", "ADDRESS_POSTAL_CODE string", "ADDRESS_REGION string", "ADDRESS_PROVINCE string",
        "ADDRESS_COUNTRY string", "ADDRESS_COUNTRY_CODE string", "ADDRESS_LOC_ADDR_ID integer",
    ];

    private static readonly string[] Communications =
    [
        "fm crm_multifield Mn", "HAS_PHONE char R =HasPhone", "HAS_EMAIL char R =HasEmail", "HAS_IMOL char R =HasImol",
        "phone string nR =FirstPhone", "phoneMobile string nR =FirstPhone:MOBILE", "phoneWork string nR =FirstPhone:WORK", "phoneMailing string nR =FirstPhone:MAILING",
        "email string nR =FirstEmail", "emailHome string nR =FirstEmail:HOME", "emailWork string nR =FirstEmail:WORK", "emailMailing string nR =FirstEmail:MAILING",
        "imol string nR =FirstImol",
    ];

    private static readonly string[] Authors =
    [
        "DATE_CREATE datetime R", "DATE_MODIFY datetime R", "CREATED_BY_ID user R", "MODIFY_BY_ID user R", "ASSIGNED_BY_ID user", "OPENED char",
    ];

    private static readonly string[] Moves = ["MOVED_BY_ID user R", "MOVED_TIME datetime R"];

    private static readonly string[] Money =
    [
        "OPPORTUNITY double", "IS_MANUAL_OPPORTUNITY char", "CURRENCY_ID crm_currency",
    ];

    private static readonly string[] Clients =
    [
        "COMPANY_ID crm_company", "CONTACT_IDS crm_contact M", "CONTACT_ID crm_contact x =PrimaryContact",
    ];

    private static readonly string[] Origin = ["ORIGINATOR_ID string", "ORIGIN_ID string"];

    public static readonly string[] Lead =
    [
        "ID integer R =Id", "TITLE string", "HONORIFIC crm_status(HONORIFIC)", "NAME string", "SECOND_NAME string", "LAST_NAME string", "BIRTHDATE date",
        "COMPANY_TITLE string", "SOURCE_ID crm_status(SOURCE)", "SOURCE_DESCRIPTION string", "STATUS_ID crm_status(STATUS)", "STATUS_DESCRIPTION string",
        "STATUS_SEMANTIC_ID string R =StageSemantic", "POST string", .. Address, .. Money, "COMMENTS string", .. Authors, .. Moves, .. Clients,
        "IS_RETURN_CUSTOMER char R", "DATE_CLOSED datetime R", .. Origin, .. Utm, .. Communications, "observers user Mn",
    ];

    public static readonly string[] Deal =
    [
        "ID integer R =Id", "TITLE string", "TYPE_ID crm_status(DEAL_TYPE)", "CATEGORY_ID crm_category I", "STAGE_ID crm_status(DEAL_STAGE)",
        "STAGE_SEMANTIC_ID string R =StageSemantic", "IS_NEW char R =IsNew", "IS_RECURRING char", "IS_RETURN_CUSTOMER char", "IS_REPEATED_APPROACH char",
        "PROBABILITY integer", .. Money, "TAX_VALUE double", .. Clients, "QUOTE_ID string R", "BEGINDATE date", "CLOSEDATE date", "CLOSED char R =Closed",
        "COMMENTS string", .. Authors, .. Moves, "SOURCE_ID crm_status(SOURCE)", "SOURCE_DESCRIPTION string", "LEAD_ID integer R", "ADDITIONAL_INFO string",
        "LOCATION_ID string", "orderStage string nR", .. Origin, .. Utm, "observers user Mn",
    ];

    public static readonly string[] Contact =
    [
        "ID integer R =Id", "HONORIFIC crm_status(HONORIFIC)", "NAME string", "SECOND_NAME string", "LAST_NAME string", "PHOTO file", "BIRTHDATE date",
        "TYPE_ID crm_status(CONTACT_TYPE)", "SOURCE_ID crm_status(SOURCE)", "SOURCE_DESCRIPTION string", "POST string", .. Address, "COMMENTS string", .. Authors,
        "EXPORT char", "COMPANY_IDS crm_company M", "COMPANY_ID crm_company x =PrimaryCompany", "LEAD_ID integer R", "categoryId crm_category nR", .. Origin,
        "ORIGIN_VERSION string", "FACE_ID integer R", .. Utm, .. Communications, "observers user Mn",
    ];

    public static readonly string[] Company =
    [
        "ID integer R =Id", "TITLE string *", "COMPANY_TYPE crm_status(COMPANY_TYPE)", "LOGO file", .. Address, "ADDRESS_LEGAL string", "REG_ADDRESS string",
        "REG_ADDRESS_2 string c", "REG_ADDRESS_CITY string c", "REG_ADDRESS_POSTAL_CODE string c", "REG_ADDRESS_REGION string c", "REG_ADDRESS_PROVINCE string c",
        "REG_ADDRESS_COUNTRY string c", "REG_ADDRESS_COUNTRY_CODE string c", "BANKING_DETAILS string", "INDUSTRY crm_status(INDUSTRY)", "EMPLOYEES crm_status(EMPLOYEES)",
        "CURRENCY_ID crm_currency", "REVENUE double", "COMMENTS string", .. Authors, "IS_MY_COMPANY char", "CONTACT_ID crm_contact M =ReverseContacts", "LEAD_ID integer R",
        "categoryId crm_category nR", .. Origin, "ORIGIN_VERSION string", .. Utm, "LAST_COMMUNICATION_TIME datetime R", .. Communications,
        "ufLogo file n", "ufStamp file n", "ufDirectorSign file n", "ufAccountantSign file n", "observers user Mn",
    ];

    /// <summary>What every smart process has.</summary>
    public static readonly string[] Process =
    [
        "ID integer R =Id", "XML_ID string", "TITLE string", "CREATED_BY_ID user R", "MODIFY_BY_ID user R", "DATE_CREATE datetime R", "DATE_MODIFY datetime R",
        "CATEGORY_ID crm_category", "OPENED char", "ASSIGNED_BY_ID user", "LAST_ACTIVITY_TIME datetime R", "LAST_ACTIVITY_BY user R", "webformId integer nR",
        "UTM_SOURCE string", "UTM_MEDIUM string", "UTM_CAMPAIGN string", "UTM_CONTENT string", "UTM_TERM string",
    ];

    public static readonly string[] ProcessStages =
    [
        "STAGE_ID crm_status(STAGE)", "PREVIOUS_STAGE_ID string R", "MOVED_BY_ID user R", "MOVED_TIME datetime R",
    ];

    public static readonly string[] ProcessDates = ["BEGINDATE date", "CLOSEDATE date"];

    public static readonly string[] ProcessClient = Clients;

    public static readonly string[] ProcessMyCompany = ["MYCOMPANY_ID crm_company"];

    public static readonly string[] ProcessProducts = [.. Money, "TAX_VALUE double"];

    public static readonly string[] ProcessSource = ["SOURCE_ID crm_status(SOURCE)", "SOURCE_DESCRIPTION string"];

    public static readonly string[] ProcessObservers = ["observers user Mn"];
}
