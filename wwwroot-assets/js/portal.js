// What a page needs before and beside the circuit: theme, zone, reload, focus. No framework, no state elsewhere.
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

  document.addEventListener('click', event => {
    const theme = event.target.closest('[data-theme-set]');
    if (theme) {
      root.dataset.theme = theme.dataset.themeSet;
      remember('pragmatika.theme', theme.dataset.themeSet);
      showTheme();
    }

    if (event.target.closest('[data-reload]')) {
      location.reload();
    }

    const menu = event.target.closest('[popover] .menu-item, [popover] a');
    if (menu) {
      menu.closest('[popover]').hidePopover();
    }
  });

  document.addEventListener('toggle', showTheme, true);

  window.pragmatika = {
    focus: id => document.getElementById(id)?.focus(),
    toTop: id => document.getElementById(id)?.scrollTo({ top: 0 }),
    copy: text => navigator.clipboard.writeText(text),
  };
})();
