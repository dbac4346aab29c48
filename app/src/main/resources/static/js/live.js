// The page of a student or class follows what is recorded meanwhile. It is read anew where nothing
// is being entered; otherwise a line above it says that there is something new.
(() => {
  "use strict";

  const AGAIN = 30_000;
  const notice = document.querySelector("[data-live-notice]");
  const main = () => document.querySelector("main[data-live]");
  if (!main()) {
    return;
  }

  let source = null;
  let reading = false;
  let missed = false;

  const entered = (field) => {
    if (field.type === "hidden" || field.type === "submit") {
      return false;
    }
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (field instanceof HTMLSelectElement) {
      const chosen = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(0, chosen);
    }
    return field.value !== field.defaultValue;
  };
  const busy = () =>
    [...main().querySelectorAll("input, select, textarea")].some(
      (field) => field === document.activeElement || entered(field),
    );

  const opened = () =>
    [...main().querySelectorAll("details")].map((one) => [one.querySelector("summary")?.textContent, one.open]);
  const open = (before) => {
    for (const one of main().querySelectorAll("details")) {
      const known = before.find(([name]) => name === one.querySelector("summary")?.textContent);
      one.open = known ? known[1] : one.open;
    }
  };

  const refresh = async () => {
    if (reading || busy()) {
      missed = reading;
      notice.hidden = reading;
      return;
    }
    reading = true;
    try {
      const before = opened();
      const focused = document.activeElement?.id;
      const address = new URL(location.href);
      address.hash = "";
      await htmx.ajax("GET", address.href, { target: main(), select: "main", swap: "outerHTML" });
      open(before);
      document.dispatchEvent(new Event("jalons:shown"));
      if (focused) {
        document.getElementById(focused)?.focus({ preventScroll: true });
      }
      notice.hidden = true;
    } finally {
      reading = false;
    }
    if (missed) {
      missed = false;
      refresh();
    }
  };

  const listen = () => {
    if (document.hidden || source) {
      return;
    }
    const address = new URL(main().dataset.live, location.href);
    address.searchParams.set("since", main().dataset.position);
    source = new EventSource(address);
    source.addEventListener("message", refresh);
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(listen, AGAIN);
      }
    });
  };

  // Browsers hold few connections to a site: only the page that somebody looks at listens.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else {
      listen();
    }
  });
  listen();
})();
