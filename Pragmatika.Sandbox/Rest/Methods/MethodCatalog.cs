namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary>All families together.</summary>
public static class MethodCatalog
{
    public static MethodTable Create() => new(
    [
        .. SystemMethods.All,
        .. UserMethods.All,
        .. CrmItemMethods.All,
        .. CrmTypeMethods.All,
        .. CrmCategoryMethods.All,
        .. CrmStatusMethods.All,
        .. UserFieldConfigMethods.All,
        .. DuplicateMethods.All,
        .. ClassicMethods.All,
        .. ClassicUserFieldMethods.All,
        .. BindingMethods.All,
        .. ImportMethods.All,
        .. ProductRowMethods.All,
        .. ActivityMethods.All,
        .. TimelineMethods.All,
        .. DictionaryMethods.All,
        .. TaskMethods.All,
        .. MergeMethods.All,
        .. EventMethods.All,
        .. OfflineEventMethods.All,
    ]);
}
