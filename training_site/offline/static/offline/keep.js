// Starts the worker that keeps the contacts for a child in danger on this phone, once the page itself is here.
// Where there are no workers the site is as it was: the contacts open with a network.
const { worker, reader } = document.querySelector("script[data-worker]").dataset;
const { serviceWorker } = navigator;

const keep = () => serviceWorker.register(worker)
  .then(() => serviceWorker.ready)
  .then(({ active }) => { if (reader) active.postMessage(reader); })
  .catch(() => {}); // without a network, or not allowed here: at the next page

if (serviceWorker) {
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
