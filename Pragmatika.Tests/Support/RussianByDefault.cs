using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pragmatika.Tests.Support;

/// <summary>Texts for people follow the culture; on a machine of any language the tests read them in the product's first one, unless they choose another.</summary>
internal static class RussianByDefault
{
    [ModuleInitializer]
    public static void Set() => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
}
