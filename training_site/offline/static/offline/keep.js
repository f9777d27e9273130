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

// Then <answer-draft>: what is typed into the form around it stays in this tab until the server has it: through a reload, and through a
// lost connection. Closing the tab forgets it, and somebody else who signs in here never sees it. What one writes for oneself is never kept.
const fields = (form) => [...form.elements].filter(({ name, type, dataset }) => name && type !== "hidden" && !("unkept" in dataset));
const isTicked = ({ type }) => type === "radio" || type === "checkbox";

customElements.define("answer-draft", class extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    this.place = `draft ${of} ${form.action} ${form.id}`;
    const kept = JSON.parse(sessionStorage.getItem(this.place));
    for (const field of kept ? fields(form) : []) {
      const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTicked(field)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    form.addEventListener("input", () => {
      const kept = fields(form);
      const typed = kept.filter((field) => !isTicked(field) || field.checked);
      if (kept.length) sessionStorage.setItem(this.place, JSON.stringify(typed.map(({ name, value }) => [name, value])));
    });
  }

  // The form makes room for what the server says about the answer.
  disconnectedCallback() { sessionStorage.removeItem(this.place); }
});
