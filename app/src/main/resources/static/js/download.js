// A link to a file says that the file is being made, how far it has come and what is left, until it
// is saved. Without this script, or where the answer is no file, the browser follows the link.
(() => {
  "use strict";

  const place = document.querySelector("[data-download=place]");
  const bar = place.querySelector("progress");
  const said = place.querySelector("[data-download=said]");
  const busy = new Set();

  const say = (text) => {
    said.textContent = text;
  };
  const show = (received, total, since) => {
    if (!(total > 0)) {
      return;
    }
    bar.value = received / total;
    const seconds = Math.ceil(((performance.now() - since) / 1000) * (total / received - 1));
    say(seconds > 1 ? place.dataset.left.replace("#", seconds) : place.dataset.busy);
  };
  const name = (answer) =>
    /filename="?([^";]+)"?/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];

  const save = async (answer) => {
    const total = Number(answer.headers.get("Content-Length"));
    const since = performance.now();
    const parts = [];
    let received = 0;
    for await (const part of answer.body) {
      parts.push(part);
      received += part.length;
      show(received, total, since);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: answer.headers.get("Content-Type") }));
    link.download = name(answer);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const fetchFile = async (address) => {
    bar.removeAttribute("value");
    bar.hidden = false;
    place.hidden = false;
    say(place.dataset.busy);
    try {
      const answer = await fetch(address, { headers: { Accept: "*/*" } });
      if (answer.ok && name(answer)) {
        await save(answer);
        say(place.dataset.saved);
      } else {
        window.location.assign(address);
      }
    } catch {
      say(place.dataset.failed);
    }
    bar.hidden = true;
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[download]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.href.startsWith("blob:")) {
      return;
    }
    event.preventDefault();
    if (!busy.has(link.href)) {
      busy.add(link.href);
      await fetchFile(link.href);
      busy.delete(link.href);
    }
  });
})();
