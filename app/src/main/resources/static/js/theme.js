// Pages are dark where the reader's device is, and always light on paper.
(() => {
  "use strict";

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = (paper) => {
    document.documentElement.dataset.bsTheme = dark.matches && !paper ? "dark" : "light";
  };
  show(false);
  dark.addEventListener("change", () => show(false));
  addEventListener("beforeprint", () => show(true));
  addEventListener("afterprint", () => show(false));
})();
