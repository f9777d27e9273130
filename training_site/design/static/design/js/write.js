// Saves what is typed to the server: <form data-autosave="URL"> with a field `revision`, and in it a label [data-saved] whose
// data-saving, data-unsaved and data-changed say so in the reader's language. "Saved" is said only after the server has said so.
// The words stay in the page: nothing here touches what a browser stores. The form works without this file.
const PAUSE = 2000, SPACING = 5000, RETRY = 15000;

document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const label = form.querySelector("[data-saved]");
  const texts = label.dataset;
  const danger = form.querySelector("[data-danger]"); // whom to call, shown when the server says `danger`
  let timer, changed = false, busy = false, stopped = false, last = 0, waiting = null;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(wait, last + SPACING - Date.now()));
  };

  const save = async (leaving) => {
    if (!changed || busy || stopped) return;
    busy = true;
    changed = false;
    last = Date.now();
    label.textContent = texts.saving;
    let wait = PAUSE;
    try {
      const reply = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: leaving === true,
      });
      stopped = reply.status === 409;
      if (!stopped) {
        if (!reply.ok || reply.redirected) throw new Error(reply.status);
        const said = await reply.json();
        form.elements.revision.value = said.revision;
        label.textContent = changed ? texts.unsaved : said.saved_text;
        if (danger) danger.hidden = !said.danger;
      } else label.textContent = texts.changed;
    } catch {
      changed = true;
      wait = RETRY;
      label.textContent = texts.unsaved;
    }
    busy = false;
    if (waiting) form.requestSubmit(waiting.submitter);
    else if (changed) later(wait);
  };

  form.addEventListener("input", () => {
    changed = true;
    if (stopped) return;
    label.textContent = texts.unsaved;
    later(PAUSE);
  });
  // A page that cannot be sent would be gone: it waits here for the connection. One that is being saved waits for its revision.
  form.addEventListener("submit", (event) => {
    if (busy || !navigator.onLine) event.preventDefault();
    if (busy) waiting = event;
    else if (navigator.onLine) stopped = true;
    else label.textContent = texts.unsaved;
  });
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
});
