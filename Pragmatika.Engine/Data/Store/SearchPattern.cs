namespace Pragmatika.Engine.Data.Store;

/// <summary>Patterns for LIKE with <c>\</c> as the escape.</summary>
internal static class SearchPattern
{
    public static string Containing(string text) => "%" + text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_").Replace("[", @"\[") + "%";
}
