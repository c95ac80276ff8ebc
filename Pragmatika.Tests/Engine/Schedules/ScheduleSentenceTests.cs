using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Tests.Engine.Schedules;

public sealed class ScheduleSentenceTests : IDisposable
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData("0 0 8 * * ?", "каждый день в 08:00", "every day at 08:00")]
    [InlineData("0 0 8,20 ? * MON-FRI", "по будням в 08:00 и 20:00", "on workdays at 08:00 and 20:00")]
    [InlineData("0 0/15 8-20 ? * MON-FRI", "по будням каждые 15 минут с 08:00 до 20:45", "on workdays every 15 minutes from 08:00 to 20:45")]
    [InlineData("0 * * * * ?", "каждую минуту", "every minute")]
    [InlineData("0 0 * * * ?", "каждый час", "every hour")]
    [InlineData("0 0/5 * * * ?", "каждые 5 минут", "every 5 minutes")]
    [InlineData("0 5,35 * * * ?", "в 05 и 35 мин. каждого часа", "at 05 and 35 minutes past every hour")]
    [InlineData("0/30 * * * * ?", "каждые 30 секунд", "every 30 seconds")]
    [InlineData("0 30 2 ? * SUN", "по воскресеньям в 02:30", "on Sundays at 02:30")]
    [InlineData("0 30 2 ? * SUN,SAT", "по выходным в 02:30", "at weekends at 02:30")]
    [InlineData("0 0 9 ? * 2,4,6", "по понедельникам, средам и пятницам в 09:00", "on Mondays, Wednesdays and Fridays at 09:00")]
    [InlineData("0 0 9 1 * ?", "1-го числа в 09:00", "on day 1 of the month at 09:00")]
    [InlineData("0 0 9 1,15 * ?", "1-го и 15-го числа в 09:00", "on days 1 and 15 of the month at 09:00")]
    [InlineData("0 0 9 L * ?", "в последний день месяца в 09:00", "on the last day of the month at 09:00")]
    [InlineData("0 0 9 15W * ?", "в будний день, ближайший к 15-му числу, в 09:00", "on the workday nearest to day 15 of the month at 09:00")]
    [InlineData("0 0 9 ? * 3#2", "во второй вторник месяца в 09:00", "on the second Tuesday of the month at 09:00")]
    [InlineData("0 0 9 ? * 6L", "в последнюю пятницу месяца в 09:00", "on the last Friday of the month at 09:00")]
    [InlineData("0 0 9 * JAN,JUL ?", "каждый день в январе и июле в 09:00", "every day in January and July at 09:00")]
    [InlineData("0 0 9 1 5 ? 2027", "1-го числа в мае 2027 года в 09:00", "on day 1 of the month in May in 2027 at 09:00")]
    [InlineData("0 15 0/8 * * ?", "каждый день каждые 8 часов, в 00:15, 08:15 и 16:15", "every day every 8 hours, at 00:15, 08:15 and 16:15")]
    [InlineData("0 0 8-18/2 * * ?", "каждый день каждые 2 часа с 08:00 до 18:00", "every day every 2 hours from 08:00 to 18:00")]
    [InlineData("0 0/7 * * * ?", "по выражению cron «0 0/7 * * * ?»", "by the cron expression '0 0/7 * * * ?'")]
    public void Cron_Words_SayWhatItMeans(string cron, string russian, string english)
    {
        In("ru", () => CronSentence.Of(cron)).Should().Be(russian);
        In("en", () => CronSentence.Of(cron)).Should().Be(english);
    }

    [Theory]
    [InlineData("00:00:10", "каждые 10 секунд", "every 10 seconds")]
    [InlineData("00:01:00", "каждую минуту", "every minute")]
    [InlineData("00:02:00", "каждые 2 минуты", "every 2 minutes")]
    [InlineData("00:21:00", "каждые 21 минуту", "every 21 minutes")]
    [InlineData("01:30:00", "каждые 1 ч 30 мин", "every 1 h 30 min")]
    [InlineData("12:00:00", "каждые 12 часов", "every 12 hours")]
    [InlineData("1.00:00:00", "каждый день", "every day")]
    public void Interval_Words_AgreeInNumber(string every, string russian, string english)
    {
        var interval = TimeSpan.Parse(every, CultureInfo.InvariantCulture);

        In("ru", () => Intervals.Every(interval)).Should().Be(russian);
        In("en", () => Intervals.Every(interval)).Should().Be(english);
    }

    [Fact]
    public void Of_WindowOverMidnight_NamesDaysAndZone()
    {
        var schedule = new ScheduleDefinition
        {
            Every = TimeSpan.FromMinutes(15),
            Windows = [new ScheduleWindow { From = "22:00", To = "06:00", Days = [DayOfWeek.Sunday, DayOfWeek.Monday] }],
        };

        In("ru", () => Sentence(schedule)).Should().Be("Каждые 15 минут, только с 22:00 до 06:00 следующего дня (пн, вс) · время Europe/Moscow, UTC+03:00");
        In("en", () => Sentence(schedule)).Should().Be("Every 15 minutes, only from 22:00 to 06:00 of the next day (Mon, Sun) · time of Europe/Moscow, UTC+03:00");
    }

    [Fact]
    public void Of_DependencyAndEvent_NamesTheOtherExchangeByItsTitle()
    {
        var schedule = new ScheduleDefinition { After = ["clients"], OnEvent = true };

        In("ru", () => Sentence(schedule)).Should().Be("После успешного конца «Клиенты»; по событию (через 5 с)");
    }

    [Fact]
    public void Of_Nothing_IsByHand()
    {
        In("ru", () => Sentence(null)).Should().Be("Только вручную");
        In("en", () => Sentence(new ScheduleDefinition())).Should().Be("By hand only");
    }

    private static string Sentence(ScheduleDefinition? schedule) =>
        ScheduleSentence.Of(schedule, Moscow, name => name == "clients" ? "Клиенты" : name, new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    private static string In(string language, Func<string> say)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return say();
    }
}
