using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>A filter ready to be asked about packed rows.</summary>
public abstract class FilterNode
{
    public abstract bool Matches(Portal portal, EntityTable table, int id);
}

/// <summary>All or any of the children; no children match everything.</summary>
public sealed class FilterGroup(bool isOr, IReadOnlyList<FilterNode> children) : FilterNode
{
    public bool IsOr { get; } = isOr;

    public IReadOnlyList<FilterNode> Children { get; } = children;

    public override bool Matches(Portal portal, EntityTable table, int id)
    {
        foreach (var child in Children)
        {
            if (child.Matches(portal, table, id) == IsOr)
            {
                return IsOr;
            }
        }

        return !IsOr || Children.Count == 0;
    }
}

/// <summary>A condition nothing can meet, such as an unreadable value in an old method.</summary>
public sealed class NothingMatches : FilterNode
{
    public override bool Matches(Portal portal, EntityTable table, int id) => false;
}
