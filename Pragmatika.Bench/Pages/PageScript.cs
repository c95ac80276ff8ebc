namespace Pragmatika.Bench.Pages;

/// <summary>
/// What listens inside the page. It touches no component: the circuit is known by what it sends (a drawn batch is confirmed), an answer by the first change of the document
/// that was painted, the next page by its heading.
/// </summary>
internal static class PageScript
{
    /// <summary>Put into every document before its own scripts.</summary>
    public const string Listener =
        """
        (() => {
          const drawn = 'OnRenderCompleted';
          const bench = window.__bench = { interactive: null, changed: performance.now() };
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            if (bench.interactive === null && typeof data !== 'string' && new TextDecoder('latin1').decode(data).includes(drawn)) {
              bench.interactive = performance.now();
            }
            return send.call(this, data);
          };
          const painted = then => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => then(performance.now());
            channel.port2.postMessage(0);
          });
          const heading = () => document.querySelector('main h1, h1')?.textContent ?? '';
          let click = null;
          const look = () => {
            bench.changed = performance.now();
            if (click === null || click.at === null) { return; }
            if (!click.answering) {
              click.answering = true;
              painted(now => { click.answered = now - click.at; });
            }
            if (!click.painting && click.path !== null && location.pathname === click.path && heading() !== click.heading) {
              click.painting = true;
              painted(now => { click.painted = now - click.at; });
            }
          };
          const watch = () => new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          document.documentElement ? watch() : addEventListener('DOMContentLoaded', watch);
          addEventListener('toggle', look, true);
          addEventListener('click', event => { if (click !== null && click.at === null) { click.at = event.timeStamp; } }, true);
          bench.arm = path => { click = { path, heading: heading(), at: null, answering: false, painting: false, answered: null, painted: null }; };
          bench.isDone = () => click !== null && click.answered !== null && (click.path === null || click.painted !== null);
          bench.isQuiet = wait => performance.now() - bench.changed > wait;
          bench.times = () => ({ answered: click.answered, painted: click.painted ?? -1, full: bench.changed - click.at });
        })();
        """;

    public const string IsInteractive = "() => window.__bench && window.__bench.interactive !== null";
    public const string IsQuiet = "wait => window.__bench.isQuiet(wait)";
    public const string IsDone = "() => window.__bench.isDone()";
    public const string Arm = "path => window.__bench.arm(path)";
    public const string Times = "() => window.__bench.times()";

    public const string Visit =
        """
        () => ({
          painted: performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint')?.startTime ?? -1,
          interactive: window.__bench.interactive,
        })
        """;
}

/// <summary>Milliseconds from the start of a navigation.</summary>
internal sealed record VisitTimes
{
    public double Painted { get; set; }

    public double Interactive { get; set; }
}

/// <summary>Milliseconds from a click: the first change on the screen, the next page's heading (-1 when none was waited for), the last change.</summary>
internal sealed record ClickTimes
{
    public double Answered { get; set; }

    public double Painted { get; set; }

    public double Full { get; set; }
}
