// A form that takes a while says so until its answer is here, and is not sent twice meanwhile.
(() => {
  "use strict";

  let focused = null;

  const place = (event) => event.target.closest("form")?.querySelector("[data-under-way]");
  const show = (said, text, busy) => {
    said.textContent = text;
    const form = said.closest("form");
    form.querySelector("progress").hidden = !busy;
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.disabled = busy;
    }
  };

  document.addEventListener("htmx:beforeSend", (event) => {
    const said = place(event);
    if (said) {
      focused = document.activeElement;
      show(said, said.dataset.underWay, true);
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const said = place(event);
    if (said) {
      show(said, event.detail.successful ? "" : said.dataset.failed, false);
      if (document.activeElement === document.body && focused?.isConnected) {
        focused.focus({ preventScroll: true });
      }
    }
  });
})();
