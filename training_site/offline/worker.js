// Keeps the contacts for a child in danger on this phone, and three things without which they could not be read:
// the stylesheet, the icon, and a page that says there is no connection. Keeps no other page, ever, and leaves everything that is sent alone.
// KEPT comes from worker.py: { version, contacts, offline, files }.
const PREFIX = "kept-";
const NAME = PREFIX + KEPT.version;
const PATIENCE = 2000;
let patience = PATIENCE; // nothing after the network was late once, until it answers again

// Asked anew, whatever the browser's own cache holds; that answers with "unchanged" where it can.
const anew = (path) => new Request(path, { cache: "no-cache" });
const keep = (path, answer) => caches.open(NAME).then((cache) => cache.put(path, answer));
const isWhole = (answer) => answer.ok && !answer.redirected;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([KEPT.contacts, KEPT.offline, ...KEPT.files].map(anew))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== NAME;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
  // An old phone takes a while to wake a worker: let it fetch the page meanwhile.
  if (registration.navigationPreload) event.waitUntil(registration.navigationPreload.enable());
});

// Every page tells who reads today, in a word that means nothing elsewhere. The kept page says whom it is for in the same way.
addEventListener("message", (event) => {
  event.waitUntil((async () => {
    const kept = await caches.match(KEPT.contacts);
    if (kept && (await kept.text()).includes(`data-reader="${event.data}"`)) return;
    const answer = await fetch(anew(KEPT.contacts));
    if (isWhole(answer)) await keep(KEPT.contacts, answer);
  })().catch(() => {})); // without a network: at the next page
});

const fromNetwork = async (event) => {
  const answer = (await event.preloadResponse) || (await fetch(event.request));
  // A file may have come from the browser's own cache: only a page tells that the network is there.
  if (event.request.mode === "navigate") patience = PATIENCE;
  return answer;
};

// From the network if it answers soon, else as it was kept.
const soon = async (event, path) => {
  const asked = fromNetwork(event).then((answer) => {
    if (answer.status >= 500) throw answer;
    if (path === KEPT.contacts && isWhole(answer)) event.waitUntil(keep(path, answer.clone()));
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((_resolve, reject) => { setTimeout(reject, patience); });
  try {
    return await Promise.race([asked, late]);
  } catch {
    patience = 0;
    return (await caches.match(path)) || asked.catch((answer) => (answer instanceof Response ? answer : Response.error()));
  }
};

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && pathname === KEPT.contacts) event.respondWith(soon(event, pathname));
  else if (mode === "navigate") event.respondWith(fromNetwork(event).catch(() => caches.match(KEPT.offline)));
  else if (KEPT.files.includes(pathname)) event.respondWith(soon(event, pathname));
});
