using Microsoft.Playwright;

namespace Pragmatika.Tests.Portal.Browser;

/// <summary>Looks for words that only machines use in what a Russian reader sees. A code name may stand as a quiet second line (<c>.code-name</c>), a key in <c>.mono</c>.</summary>
internal static class MachineWords
{
    private const string Found = """
        () => {
          const words = /\b(ufCrm\w*|opportunity|isManualOpportunity|begindate|closedate|birthdate|categoryId|stageId|contactId|companyId|parentId\d*|lastName|secondName|MAPPING|DOUBTFUL_MATCH|INVALID_ARG_VALUE|b24-exchange|contacts|companies|deals|cars|true|false|trim|guid1c|ms)\b|\btype:\d+|\b\d{4}-\d{2}-\d{2}\b/;
          const quiet = '.code-name, .mono, code, pre, textarea, script, style';
          const found = [];
          const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const match = words.exec(node.textContent);
            if (match && !node.parentElement.closest(quiet)) { found.push(match[0] + ': ' + node.textContent.trim().slice(0, 120)); }
          }
          return [...new Set(found)];
        }
        """;

    public static async Task NoneAsync(IPage page, string path, string ready)
    {
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync(ready);
        await page.WaitForFunctionAsync("() => (" + Found + ")().length === 0 || performance.now() > 20000");

        (await page.EvaluateAsync<string[]>(Found)).Should().BeEmpty("{0} must speak to people", path);
    }
}
