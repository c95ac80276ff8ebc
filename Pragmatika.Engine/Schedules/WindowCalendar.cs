using System.Text.Json;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Mapping;
using Quartz;
using Quartz.Serialization.SystemTextJson.Calendars;

namespace Pragmatika.Engine.Schedules;

/// <summary>The windows of one exchange as Quartz knows them, so that its triggers plan no start outside.</summary>
internal sealed class WindowCalendar(IReadOnlyList<ScheduleWindow> windows, string zone) : ICalendar
{
    private readonly AllowedWindows _allowed = AllowedWindows.Of(windows, TimeZoneInfo.FindSystemTimeZoneById(zone));

    public IReadOnlyList<ScheduleWindow> Windows => windows;

    public string Zone => zone;

    public string? Description { get; set; }

    public ICalendar? CalendarBase { get; set; }

    public bool IsTimeIncluded(DateTimeOffset timeUtc) => _allowed.IsOpen(timeUtc);

    public DateTimeOffset GetNextIncludedTimeUtc(DateTimeOffset timeUtc) => _allowed.NextOpen(timeUtc);

    public ICalendar Clone() => new WindowCalendar(windows, zone) { Description = Description, CalendarBase = CalendarBase };
}

/// <summary>Keeps windows in the job store in the JSON of definitions.</summary>
internal sealed class WindowCalendarSerializer : CalendarSerializer<WindowCalendar>
{
    private const string WindowsName = "windows";
    private const string ZoneName = "zone";

    public override string CalendarTypeName => "PragmatikaWindows";

    protected override WindowCalendar Create(JsonElement jsonElement, JsonSerializerOptions options) => new(
        JsonSerializer.Deserialize<List<ScheduleWindow>>(jsonElement.GetProperty(WindowsName).GetString()!, MappingJson.Options)!,
        jsonElement.GetProperty(ZoneName).GetString()!);

    /// <summary>The windows travel as text: their names must stay those of definitions, whatever naming Quartz uses around them.</summary>
    protected override void SerializeFields(Utf8JsonWriter writer, WindowCalendar calendar, JsonSerializerOptions options)
    {
        writer.WriteString(WindowsName, JsonSerializer.Serialize(calendar.Windows, MappingJson.Options));
        writer.WriteString(ZoneName, calendar.Zone);
    }

    protected override void DeserializeFields(WindowCalendar calendar, JsonElement jsonElement, JsonSerializerOptions options)
    {
        // All fields are read by Create: a calendar never changes after it is made.
    }
}
