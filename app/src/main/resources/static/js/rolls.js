// Rolls that wait for a network. One that is saved is kept on this device first, without names, and
// sent as often as it takes, each time under the same key: so it is recorded once. Another account
// on this device neither sees nor sends it.
(() => {
  "use strict";

  const PATIENCE = 20_000;
  const AGAIN = 15_000;
  const REFUSED = [400, 404, 409, 410, 422];

  const part = (name, within = document) => within.querySelector(`[data-roll="${name}"]`);
  const board = part("board");
  if (!board) {
    return;
  }
  const PREFIX = `jalons.roll ${board.dataset.account} `;
  const form = part("form");
  const here = form && location.pathname.split("/").at(-2);

  const read = (session) => JSON.parse(localStorage.getItem(PREFIX + session));
  const keep = (session, roll) => {
    localStorage.setItem(PREFIX + session, JSON.stringify(roll));
    show();
  };
  const forget = (session) => {
    localStorage.removeItem(PREFIX + session);
    show();
  };
  const mine = () =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => [name.slice(PREFIX.length), JSON.parse(localStorage.getItem(name))]);

  // Where each roll stands: kept, being sent, refused.
  const sending = new Set();

  const show = () => {
    const list = part("list");
    list.replaceChildren();
    for (const [session, roll] of mine()) {
      const line = part("one").content.cloneNode(true).firstElementChild;
      const state = sending.has(session) ? "sending" : roll.refused ? "refused" : "kept";
      line.dataset.state = state;
      part("title", line).textContent = roll.title;
      part("state", line).textContent = board.dataset[state] + (roll.refused ? ` ${roll.refused}` : "");
      part("open", line).href = `/sessions/${session}`;
      part("forget", line).hidden = state === "sending";
      part("forget", line).addEventListener("click", () => confirm(board.dataset.sure) && forget(session));
      list.append(line);
    }
    board.hidden = list.children.length === 0;
    if (form) {
      const roll = read(here);
      part("send").disabled = Boolean(roll && !roll.refused);
    }
  };

  // The mark against forgery is that of the page one is on: an older one may have run out.
  const mark = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

  const send = async (session) => {
    const roll = read(session);
    if (!roll || roll.refused) {
      return;
    }
    sending.add(session);
    show();
    try {
      const answer = await fetch(`/api/sessions/${session}/held`, {
        method: "POST",
        headers: {
          ...mark(),
          Accept: "application/json",
          "Content-Type": "application/json",
          "Idempotency-Key": roll.key,
        },
        body: JSON.stringify(roll.body),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.ok) {
        sent(session);
      } else if (REFUSED.includes(answer.status)) {
        const problem = await answer.json();
        refuse(session, roll, (problem.errors ?? [{ message: problem.detail }]).map((fault) => fault.message));
      }
    } catch {
      // No network, or no answer in time: it stays as it is.
    } finally {
      sending.delete(session);
      show();
    }
  };

  const sent = (session) => {
    localStorage.removeItem(PREFIX + session);
    if (session === here) {
      sessionStorage.setItem("jalons.roll-sent", session);
      location.assign(`/sessions/${session}`);
    } else {
      part("sent").hidden = false;
    }
  };

  // What was refused is recorded nowhere. It can be mended here, and is then another request.
  const refuse = (session, roll, messages) => {
    if (session === here) {
      localStorage.removeItem(PREFIX + session);
      form.elements.key.value += "+";
      part("refused").textContent = messages.join(" ");
      part("refused").hidden = false;
      part("refused").scrollIntoView({ block: "center" });
    } else {
      keep(session, { ...roll, refused: messages.join(" ") });
    }
  };

  // One tab at a time: a second one finds that nothing is left to send.
  const sendAll = () => {
    const all = async () => {
      for (const [session] of mine()) {
        await send(session);
      }
    };
    return navigator.locks ? navigator.locks.request("jalons.rolls", all) : all();
  };

  const bodyOf = () => {
    const body = { attendance: [] };
    for (const line of form.querySelectorAll('[data-roll="line"]')) {
      const said = (name) => line.querySelector(`[name$=".${name}"]`).value.trim();
      const status = line.querySelector(":checked[type=radio]").value;
      const student = { studentId: said("studentId"), status };
      if (status === "LATE" && said("minutes")) {
        student.minutes = Number(said("minutes"));
      }
      if (status === "EXCUSED" && said("cause")) {
        student.cause = said("cause");
      }
      body.attendance.push(student);
    }
    const entered = new FormData(form);
    body.summary = entered.get("summary").trim() || null;
    body.competencies = entered.getAll("competencies");
    return body;
  };

  const undoable = () => {
    const undo = part("undo");
    const done = [];
    const standing = new Map();
    const value = (field) => (field.type === "radio" ? form.elements[field.name].value : field.value);
    for (const field of form.querySelectorAll('[data-roll="line"] [name]')) {
      standing.set(field.name, value(field));
    }
    form.addEventListener("change", ({ target }) => {
      if (standing.has(target.name)) {
        done.push([target.name, standing.get(target.name)]);
        standing.set(target.name, value(target));
        undo.disabled = false;
      }
    });
    undo.hidden = false;
    undo.addEventListener("click", () => {
      const [name, before] = done.pop();
      form.elements[name].value = before;
      standing.set(name, before);
      undo.disabled = done.length === 0;
    });
  };

  if (form) {
    undoable();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      part("refused").hidden = true;
      const waiting = read(here);
      if (!waiting || waiting.refused) {
        keep(here, {
          key: form.elements.key.value,
          title: document.querySelector("h1").textContent,
          body: bodyOf(),
        });
      }
      sendAll();
    });
  }

  if (sessionStorage.getItem("jalons.roll-sent")) {
    sessionStorage.removeItem("jalons.roll-sent");
    part("sent").hidden = false;
  }
  addEventListener("online", sendAll);
  addEventListener("storage", () => {
    const gone = form && part("send").disabled && !read(here);
    show();
    if (gone) {
      location.assign(`/sessions/${here}`); // another tab has sent it
    }
  });
  setInterval(sendAll, AGAIN);
  show();
  sendAll();
})();
