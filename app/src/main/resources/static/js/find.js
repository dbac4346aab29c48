// The key / leads to the search for a student, unless somebody is writing.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const search = document.getElementById("find-student");
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (search === null || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing !== null) {
      return;
    }
    event.preventDefault();
    document.querySelector("#menu:not(.show)")?.classList.add("show");
    search.focus();
  });
})();
