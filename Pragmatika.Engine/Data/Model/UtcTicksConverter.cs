using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pragmatika.Engine.Data.Model;

/// <summary>Moments as UTC ticks: SQLite has no type for them that sorts, and one form on every engine keeps the plain SQL the same.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
