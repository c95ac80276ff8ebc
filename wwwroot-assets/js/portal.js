// What a page needs before and beside the circuit: theme, zone, menu, focus, and a lost connection. No framework, no state elsewhere.
(function () {
  'use strict';
  const root = document.documentElement;
  const year = 31536000;

  function remember(name, value) {
    document.cookie = name + '=' + encodeURIComponent(value) + ';path=/;max-age=' + year + ';samesite=lax';
  }

  function showTheme() {
    document.querySelectorAll('[data-theme-set]').forEach(button =>
      button.setAttribute('aria-pressed', String(button.dataset.themeSet === root.dataset.theme)));
  }

  remember('pragmatika.tz', Intl.DateTimeFormat().resolvedOptions().timeZone || '');

  // The rest of the menu on a phone.
  function openMenu(isOpen) {
    const more = document.querySelector('[data-nav-more]');
    more?.setAttribute('aria-expanded', String(isOpen));
  }

  document.addEventListener('click', event => {
    const theme = event.target.closest('[data-theme-set]');
    if (theme) {
      root.dataset.theme = theme.dataset.themeSet;
      remember('pragmatika.theme', theme.dataset.themeSet);
      showTheme();
    }

    if (event.target.closest('[data-reload]')) {
      reload();
    }

    const secret = event.target.closest('[data-show-secret]');
    if (secret) {
      const input = secret.parentElement.querySelector('input');
      const isShown = input.type === 'password';
      input.type = isShown ? 'text' : 'password';
      secret.setAttribute('aria-pressed', String(isShown));
    }

    const more = event.target.closest('[data-nav-more]');
    openMenu(Boolean(more) && more.getAttribute('aria-expanded') !== 'true');

    const menu = event.target.closest('[popover] .menu-item, [popover] a');
    if (menu) {
      menu.closest('[popover]').hidePopover();
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      openMenu(false);
    }

    // These keys move the card, not the page.
    if (event.target.matches?.('.board-card') && /^(Arrow|Home$|End$)/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
    }
  });

  document.addEventListener('toggle', showTheme, true);

  // A button that is replaced by another one takes the focus with it, and a keyboard begins at the top of the page again. It goes to what stands in its place;
  // after a dialog to what opened it.
  const visited = [];

  document.addEventListener('focusin', event => {
    const around = [];
    for (let part = event.target.parentElement; part && part.id !== 'main' && part !== document.body && !part.matches('.page'); part = part.parentElement) {
      around.push(part);
    }

    visited.push({ field: event.target, around });
    visited.splice(0, visited.length - 12);
  });

  function keepFocus() {
    const last = visited.at(-1);
    if (!last || last.field.isConnected || document.activeElement !== document.body) {
      return;
    }

    const place = last.around.find(part => part.isConnected);
    const before = visited.findLast(one => one.field.isConnected && one.field.matches('button, a, input, select, textarea'));
    const next = place?.querySelector('button:not(:disabled), a[href], input:not(:disabled), select, textarea') ?? before?.field ?? document.getElementById('main');
    next?.focus({ preventScroll: true });
  }

  new MutationObserver(keepFocus).observe(document, { childList: true, subtree: true });

  // --- The circuit is away. Fields that were changed by hand are sent again when it is back, or set again after a reload.
  const drafts = 'pragmatika.drafts';
  const touched = new Set();
  let isAway = false;
  let isWaiting = false;

  function keyOf(field) {
    const label = field.dataset.field || field.closest('[data-field]')?.dataset.field || field.getAttribute('aria-label') || field.name
      || field.labels?.[0]?.textContent.trim();
    return label ? field.tagName + ':' + field.type + ':' + label : null;
  }

  function isDraft(field) {
    return field.isConnected && field.type !== 'password' && field.type !== 'file' && field.type !== 'hidden' && !field.closest('[data-no-draft]') && keyOf(field);
  }

  function tell(field) {
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  document.addEventListener('input', event => {
    if (event.isTrusted && event.target.matches?.('input, textarea, select')) {
      touched.add(event.target);
    }
  }, true);

  function keepDrafts() {
    const kept = [...touched].filter(isDraft).map(field => ({ key: keyOf(field), value: field.value, checked: field.checked }));
    if (kept.length > 0) {
      sessionStorage.setItem(drafts, JSON.stringify({ path: location.pathname, at: Date.now(), kept }));
    }
  }

  function restoreDrafts() {
    const stored = JSON.parse(sessionStorage.getItem(drafts) || 'null');
    sessionStorage.removeItem(drafts);
    if (!stored || stored.path !== location.pathname || Date.now() - stored.at > 600000) {
      return;
    }

    let left = stored.kept;
    const watcher = new MutationObserver(look);
    function look() {
      left = left.filter(draft => {
        const field = [...document.querySelectorAll('main input, main textarea, main select, [role=dialog] input, [role=dialog] textarea')]
          .find(candidate => keyOf(candidate) === draft.key);
        if (!field) {
          return true;
        }

        if (field.type === 'checkbox' || field.type === 'radio') {
          if (field.checked !== draft.checked) {
            field.click();
          }
        } else if (field.value !== draft.value) {
          field.value = draft.value;
          touched.add(field);
          tell(field);
        }

        return false;
      });
      if (left.length === 0) {
        watcher.disconnect();
      }
    }

    watcher.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watcher.disconnect(), 60000);
  }

  function reload() {
    keepDrafts();
    location.reload();
  }

  // A reload while the server is away would end on the browser's own error page.
  async function reloadWhenThere() {
    if (isWaiting) {
      return;
    }

    isWaiting = true;
    for (;;) {
      try {
        if ((await fetch('health/live', { cache: 'no-store' })).ok) {
          reload();
          return;
        }
      } catch {
        // Still away.
      }

      await new Promise(resolve => setTimeout(resolve, 1000));
    }
  }

  document.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail?.state;
    if (state === 'show' || state === 'retrying') {
      isAway = true;
    } else if (state === 'hide' && isAway) {
      isAway = false;
      [...touched].filter(isDraft).forEach(tell);
    } else if (state === 'failed' || state === 'rejected') {
      reloadWhenThere();
    }
  }, true);

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', restoreDrafts);
  } else {
    restoreDrafts();
  }

  window.pragmatika = {
    focus: id => document.getElementById(id)?.focus(),
    toTop: id => document.getElementById(id)?.scrollTo({ top: 0 }),
    copy: text => navigator.clipboard.writeText(text),
  };
})();
