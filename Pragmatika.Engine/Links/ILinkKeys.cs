namespace Pragmatika.Engine.Links;

/// <summary>Looks links up from the CRM's side.</summary>
internal interface ILinkKeys
{
    /// <summary>The keys of a flow that are linked to CRM records, by the record's id.</summary>
    Task<ILookup<long, string>> KeysOfAsync(string exchange, string flow, IReadOnlyCollection<long> crmIds, CancellationToken cancellationToken);
}
