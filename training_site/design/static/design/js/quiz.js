// Saves the answers of a quiz while they are given. "Saved" is said only after the server has said so.
const form = document.getElementById("quiz");
const label = document.querySelector("[data-saved]");
const answered = document.querySelector("[data-answered]");
const words = document.querySelector("script[data-unsaved]").dataset;
const changed = new Set();
let timer = 0;
let busy = false;

const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
};

async function save(keepalive = false) {
  if (!changed.size || busy) return;
  busy = true;
  const body = new FormData(form);
  const sending = [...changed];
  changed.clear();
  sending.forEach((item) => body.append("changed", item));
  form.elements.sequence.value = Number(form.elements.sequence.value) + 1;
  label.textContent = words.saving;
  try {
    const reply = await fetch(form.dataset.save, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", keepalive });
    if (!reply.ok || reply.redirected) throw new Error(reply.status);
    const said = await reply.json();
    label.textContent = changed.size ? words.unsaved : said.saved_text;
    if (said.answered_text) answered.textContent = said.answered_text;
    if (changed.size) later(2000);
  } catch {
    sending.forEach((item) => changed.add(item));
    label.textContent = words.unsaved;
    later(15000);
  }
  busy = false;
}

form.addEventListener("input", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item) return;
  changed.add(item.dataset.item);
  label.textContent = words.unsaved;
  later(2000);
});
addEventListener("online", () => later(0));
document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
const missing = document.getElementById("missing");
if (missing) missing.focus();
