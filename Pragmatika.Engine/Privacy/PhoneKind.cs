namespace Pragmatika.Engine.Privacy;

public enum PhoneKind
{
    Mobile,

    /// <summary>A geographic Russian number.</summary>
    Fixed,

    /// <summary>8 800 and 8 804.</summary>
    TollFree,

    /// <summary>The part of +7 that belongs to Kazakhstan.</summary>
    Kazakhstan,

    Foreign,

    /// <summary>A Russian number that can be dialled and is nobody's own: paid lines (8 803, 8 809), personal numbers of networks (8 808).</summary>
    Special,
}
