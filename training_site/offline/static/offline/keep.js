// What this phone keeps. The site works without this file.
// First the contacts for a child in danger: the worker that keeps them starts once the page itself is here. Where there are no workers
// they open with a network.
const { worker, reader, of } = document.querySelector("script[data-worker]").dataset;
const { serviceWorker } = navigator;

const keep = () => serviceWorker.register(worker)
  .then(() => serviceWorker.ready)
  .then(({ active }) => { if (reader) active.postMessage(reader); })
  .catch(() => {}); // without a network, or not allowed here: at the next page

if (serviceWorker) {
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}

// Answers of a quiz that wait here (quiz.js) are for the person who gave them alone.
const isOthers = (key) => of && key.startsWith("quiz ") && !key.startsWith(`quiz ${of} `);
try { Object.keys(localStorage).filter(isOthers).forEach((key) => localStorage.removeItem(key)); } catch {} // not allowed here
