using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Model;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Labels;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

/// <summary>Labels among the settings of the portal's database, one a connection and entity. A text of an older shape is none: it is read anew.</summary>
internal sealed class LabelBook(IDbContextFactory<EngineDbContext> contexts) : ILabelStore
{
    private const string Prefix = "labels.";

    public Task<IReadOnlyList<EntityLabels>> ListAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<EntityLabels>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var texts = await context.Settings.AsNoTracking().Where(setting => setting.Name.StartsWith(Prefix)).Select(setting => setting.Value).ToListAsync(cancellationToken);
        return [.. texts.Select(Read).OfType<EntityLabels>()];
    });

    public Task SaveAsync(EntityLabels labels, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var (name, value) = (NameOf(labels), JsonSerializer.Serialize(labels, MappingJson.Options));
        await using var context = contexts.CreateDbContext();
        if (await context.Settings.Where(setting => setting.Name == name).ExecuteUpdateAsync(set => set.SetProperty(setting => setting.Value, value), cancellationToken) == 0)
        {
            context.Settings.Add(new SettingRow { Name = name, Value = value });
            await context.SaveChangesAsync(cancellationToken);
        }
    });

    /// <summary>Names of connections and smart processes may be longer than that of a setting.</summary>
    private static string NameOf(EntityLabels labels) => Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(labels.Connection + "\n" + labels.Entity)));

    private static EntityLabels? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EntityLabels>(text, MappingJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
