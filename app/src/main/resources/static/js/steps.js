// The left and right arrow keys follow the links to the one before and the next one.
(() => {
  "use strict";

  const LINKS = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]" };

  document.addEventListener("keydown", (event) => {
    const link = LINKS[event.key];
    const busy = event.target.closest("input, textarea, select, button, [contenteditable], .table-responsive");
    if (link === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || busy !== null) {
      return;
    }
    document.querySelector(link)?.click();
  });

  // The slider says the day that it stands at, before it is sent.
  const form = document.querySelector("[data-time=form]");
  const range = form?.querySelector("input[type=range]");
  range?.addEventListener("input", () => {
    const day = form.querySelector(`[data-time=days] option[value="${range.value}"]`)?.label ?? "";
    form.querySelector("[data-time=said]").value = day;
    range.setAttribute("aria-valuetext", day);
  });
})();
