// "Saved" is said after the server did; what it does not have yet waits on this device (decision 34).
const form = document.getElementById("quiz");
const label = document.querySelector("[data-saved]");
const words = document.querySelector("script[data-unsaved]").dataset;
const { of } = document.querySelector("script[data-of]").dataset;
const save = form?.dataset.save ?? words.done;
const place = `quiz ${of} ${save} `;
const fields = form?.elements;
const page = fields?.client_id.value;
const headers = { Accept: "application/json" };

const stored = (work) => { try { return work(localStorage); } catch { return []; } };
const places = stored((all) => Object.keys(all).filter((key) => key.startsWith(place)));

// Packets, those of earlier pages first.
const isFresh = ({ at }) => form && Date.now() - Date.parse(at) < 6048e5;
let queue = places.flatMap((key) => stored((all) => JSON.parse(all[key]))).filter(isFresh);
let isOld = queue[0];
let number = 0;
let timer;
let busy = false;

const keep = (id) => stored((all) => {
  const own = queue.filter((packet) => packet.id === id);
  delete all[place + id];
  if (own.length) all[place + id] = JSON.stringify(own);
});
places.forEach((key) => keep(key.slice(place.length)));
const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
};

// Signing in again changes the token.
const renew = async () => {
  const { token, reader } = await (await fetch(save, { headers })).json().catch(() => ({}));
  if (reader === of) fields.csrfmiddlewaretoken.value = token;
  return reader === of;
};

const post = ({ id, number, shown, at, items }, keepalive) => {
  const body = new FormData();
  const add = ([name, value]) => body.append(name, value);
  const csrfmiddlewaretoken = fields.csrfmiddlewaretoken.value;
  Object.entries({ csrfmiddlewaretoken, client_id: id, sequence: number, shown, answered_at: at }).forEach(add);
  Object.entries(items).forEach(([item, values]) => [["changed", item], ...values].forEach(add));
  return fetch(save, { method: "POST", body, headers, keepalive });
};

async function send(keepalive = false) {
  const [packet] = queue;
  if (!packet || busy) return;
  busy = packet.sent = true;
  label.textContent = words.saving;
  let wait = 15000;
  try {
    let reply = await post(packet, keepalive);
    if (reply.status === 403 && (await renew())) reply = await post(packet);
    const said = await reply.json().catch(() => ({}));
    if (said.saved_text || [400, 409, 413].includes(reply.status)) {
      queue = queue.filter((other) => other !== packet);
      keep(packet.id);
      label.textContent = said.error ?? (queue.length ? words.unsaved : said.saved_text);
      if (said.answered_text) document.querySelector("[data-answered]").textContent = said.answered_text;
      isOld ||= said.differing; // the page has something to ask
      wait = 2000;
    } else if (reply.ok || [401, 403].includes(reply.status)) {
      label.replaceChildren(Object.assign(document.createElement("a"), { href: "", textContent: words.out }));
    } else throw reply;
  } catch {
    label.textContent = words.unsaved;
  }
  busy = false;
  if (queue.length) later(wait);
  else if (isOld) location.reload();
}

form?.addEventListener("input", ({ target }) => {
  const item = target.closest("[data-item]")?.dataset.item;
  if (!item) return;
  fields.sequence.value = number += 1;
  let last = queue[queue.length - 1];
  if (!last || last.sent || last.id !== page) queue.push(last = { id: page, shown: fields.shown.value, items: {} });
  last.number = number;
  last.at = new Date().toISOString();
  last.items[item] = [...new FormData(form)].filter(([name]) => name.startsWith(`${item}.`));
  keep(page);
  label.textContent = words.unsaved;
  later(2000);
});
addEventListener("online", () => send());
document.addEventListener("visibilitychange", () => { send(document.hidden); });
document.getElementById("missing")?.focus();
send();
