// Saves a draft while someone types: it posts the form that the Save button posts, after a pause, and says so.
// Without scripts the button does the same. The server gives all words; on a conflict this stops.
(() => {
  "use strict";
  const form = document.querySelector("form[data-save]");
  const line = document.getElementById("saved");
  if (!form || !line) return;

  const PAUSE = 1500; // milliseconds without a key
  const AGAIN = 15000; // after a failure
  let timer = 0;
  let underway = null;
  let pressed = null; // the button that waits for what is under way
  let stopped = false;
  let last = read();

  function read() {
    const data = new FormData(form);
    data.delete("csrf_token");
    data.delete("version");
    return new URLSearchParams(data).toString();
  }

  function say(words, button) {
    line.replaceChildren(words);
    if (!button) return;
    const press = document.createElement("button");
    press.type = "submit";
    press.className = "hub-quiet";
    press.textContent = button;
    press.setAttribute("form", form.id);
    line.append(" ", press);
  }

  function plan(pause) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, pause);
  }

  async function send(sent) {
    let answer;
    let said;
    try {
      const body = new URLSearchParams(new FormData(form));
      answer = await fetch(form.dataset.save, { method: "POST", body, headers: { Accept: "application/json" } });
      said = await answer.json();
    } catch {
      say(answer ? form.dataset.ask : form.dataset.unreached);
      if (!answer) plan(AGAIN);
      return;
    }
    if (answer.ok) {
      last = sent;
      form.elements.version.value = said.version;
      form.dataset.save = said.save;
      form.action = said.edit;
      if (location.pathname !== said.edit) history.replaceState(null, "", said.edit);
      say(said.words);
    } else if (answer.status === 409) {
      stopped = true;
      say(said.words, said.press);
    } else {
      say(said.words);
    }
  }

  async function save() {
    const sent = read();
    if (underway || stopped || sent === last) return;
    underway = send(sent);
    await underway;
    underway = null;
    if (pressed) form.requestSubmit(pressed.form === form ? pressed : undefined);
    else if (read() !== sent) plan(PAUSE);
  }

  // Back from the page after the button: what was saved then is newer than this.
  addEventListener("pageshow", (event) => {
    if (event.persisted && stopped) location.reload();
  });
  form.addEventListener("input", () => plan(PAUSE));
  form.addEventListener("change", () => plan(PAUSE));
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (underway) {
      // Two saves at once would be a conflict with oneself.
      event.preventDefault();
      pressed = event.submitter || form.querySelector("[type=submit]");
    } else {
      stopped = true;
    }
  });
})();
