using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class CronMistakesTests
{
    [Theory]
    [InlineData("0 0/15 8-20 ? * MON-FRI")]
    [InlineData("0 0 22 L * ?")]
    [InlineData("0 0 8 ? * 6#3 2030")]
    public void Cron_ThatTheSchedulerTakes_HasNoMistake(string cron) => CronMistakes.Of(cron).Should().BeNull();

    [Theory]
    [InlineData("tomorrow", "частей 1, а нужно шесть или семь")]
    [InlineData("0 0 25 * * ?", "часы: «25» вне пределов 0–23")]
    [InlineData("0 61 8 * * ?", "минуты: «61» вне пределов 0–59")]
    [InlineData("0 0 8 ? * ПН", "день недели: «ПН» не разобрать")]
    [InlineData("0 0 8 ? 13 MON", "месяц: «13» вне пределов 1–12")]
    public void Cron_Wrong_IsExplainedInTheReadersLanguage(string cron, string mistake)
    {
        using (new InCulture("ru"))
        {
            CronMistakes.Of(cron).Should().StartWith(mistake);
        }
    }

    [Fact]
    public void Cron_Wrong_InEnglish()
    {
        using (new InCulture("en"))
        {
            CronMistakes.Of("0 0 25 * * ?").Should().Be("hours: '25' is not within 0-23");
        }
    }
}
