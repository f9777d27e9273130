// Saves the answers of a quiz while they are given. "Saved" is said only after the server has said so.
// What it does not have yet stays on this device, for this person, for a week at most, and is sent under the same numbers at the next opening.
const form = document.getElementById("quiz");
const label = document.querySelector("[data-saved]");
const clock = document.querySelector("[data-left]");
const words = document.querySelector("script[data-unsaved]").dataset;
const readerOf = (page) => page.querySelector("script[data-of]")?.dataset.of;
const of = readerOf(document);
const { save } = form ? form.dataset : { save: words.done };
const place = `quiz ${of} ${save} `;
const page = form?.elements.client_id.value;
const WEEK = 6048e5;
const headers = { Accept: "application/json" };

const stored = (work) => { try { return work(localStorage); } catch { return []; } }; // full, or not allowed here
const drop = (id) => stored((all) => all.removeItem(place + id));
const places = stored((all) => Object.keys(all).filter((key) => key.startsWith(place)));
if (!form) places.forEach((key) => drop(key.slice(place.length))); // it has been handed in

// Packets, oldest first; those of earlier pages come before those of this one.
let queue = places.flatMap((key) => stored((all) => JSON.parse(all[key]))).filter(({ at }) => Date.now() - Date.parse(at) < WEEK);
let isOld = queue.length > 0;
let number = Number(form?.elements.sequence.value);
let timer = 0;
let busy = false;

const keep = (id) => {
  const own = queue.filter((packet) => packet.id === id);
  if (own.length) stored((all) => all.setItem(place + id, JSON.stringify(own)));
  else drop(id);
};
const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
};

// The token of the form is another one after signing in again. Whether somebody, and the same person, is signed in, the page itself tells.
const renewed = async () => {
  const reply = await fetch(location.pathname, { credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
  const token = fresh.querySelector("#quiz [name=csrfmiddlewaretoken]");
  if (!token || readerOf(fresh) !== of) return false;
  form.elements.csrfmiddlewaretoken.value = token.value;
  return true;
};

const post = (packet, keepalive) => {
  const body = new FormData();
  const token = form.elements.csrfmiddlewaretoken;
  if (token) body.append("csrfmiddlewaretoken", token.value);
  body.append("client_id", packet.id);
  body.append("sequence", packet.number);
  body.append("shown", packet.shown);
  body.append("answered_at", packet.at);
  for (const [item, fields] of Object.entries(packet.items)) {
    body.append("changed", item);
    fields.forEach(([name, value]) => body.append(name, value));
  }
  return fetch(save, { method: "POST", body, headers, credentials: "same-origin", keepalive });
};

const signedOut = () => {
  const door = document.createElement("a");
  door.href = words.door;
  door.textContent = words.enter;
  label.replaceChildren(`${words.out} `, door);
};

const show = (differing) => Object.entries(differing).forEach(([item, html]) => {
  const set = form.querySelector(`[data-item="${item}"]`);
  set.parentNode.querySelector("[data-differing]")?.remove();
  set.insertAdjacentHTML("beforebegin", html);
});

async function send(keepalive = false) {
  const [packet] = queue;
  if (!packet || busy) return;
  busy = packet.sent = true;
  label.textContent = words.saving;
  let wait = 15000;
  try {
    let reply = await post(packet, keepalive === true);
    if (reply.status === 403 && (await renewed())) reply = await post(packet);
    const isSaid = reply.headers.get("content-type")?.includes("json");
    const said = isSaid ? await reply.json() : {};
    if (reply.redirected || (reply.ok && !isSaid) || [401, 403].includes(reply.status)) signedOut();
    else if (reply.ok || [400, 409, 413].includes(reply.status)) {
      // The server has spoken: sent again, it would say the same.
      queue = queue.filter((other) => other !== packet);
      keep(packet.id);
      label.textContent = queue.length ? words.unsaved : said.saved_text && reply.ok ? said.saved_text : said.error;
      if (said.answered_text) document.querySelector("[data-answered]").textContent = said.answered_text;
      if (said.differing) show(said.differing);
      synchronise(said.left);
      wait = 2000;
    } else throw new Error(reply.status);
  } catch {
    label.textContent = words.unsaved;
  }
  busy = false;
  if (queue.length) later(wait);
  else if (isOld) location.reload(); // shows what was just sent
}

form?.addEventListener("input", (event) => {
  const item = event.target.closest("[data-item]")?.dataset.item;
  if (!item) return;
  number += 1;
  form.elements.sequence.value = number;
  isOld = false;
  let last = queue.at(-1);
  if (!last || last.sent || last.id !== page) {
    last = { id: page, shown: form.elements.shown.value, items: {} };
    queue.push(last);
  }
  // Counted with every edit: nothing else has ever been sent under this number.
  last.number = number;
  last.at = new Date().toISOString();
  last.items[item] = [...new FormData(form)].filter(([name]) => name.startsWith(`${item}.`));
  keep(page);
  label.textContent = words.unsaved;
  later(2000);
});
addEventListener("online", () => later(0));
document.addEventListener("visibilitychange", () => { send(document.hidden); });
document.getElementById("missing")?.focus();
if (form && isOld) send();

// Time left is the server's. A device that slept, or whose clock was set, asks again.
let end = 0;
let before = Infinity;
let offset = 0;
let isSure = true;

function synchronise(left) {
  if (!clock || typeof left !== "number") return;
  end = performance.now() + left * 1000;
  offset = Date.now() - performance.now();
  isSure = true;
}

const tick = async () => {
  if (Math.abs(Date.now() - performance.now() - offset) > 2000) isSure = false;
  if (!isSure) {
    const reply = await fetch(save, { headers, credentials: "same-origin" }).catch(() => {});
    if (reply?.ok && !reply.redirected) synchronise((await reply.json()).left);
  }
  if (isSure) {
    const left = (end - performance.now()) / 1000;
    const said = Object.keys(texts).map(Number).filter((mark) => left <= mark && mark < before).sort((one, other) => one - other);
    if (said.length) clock.textContent = texts[said[0]];
    before = left;
  }
  setTimeout(tick, isSure ? 1000 : 5000);
};
const texts = clock ? JSON.parse(clock.dataset.texts) : {};
if (clock) {
  synchronise(Number(clock.dataset.left));
  before = Number(clock.dataset.left);
  tick();
}
