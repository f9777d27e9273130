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
const PAUSE = 1500;
const drafts = new Set();
const fields = (form) => [...form.elements].filter(({ name, type, dataset }) => name && type !== "hidden" && !("unkept" in dataset));
const isTicked = ({ type }) => type === "radio" || type === "checkbox";

customElements.define("answer-draft", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.place = `typed ${of} ${this.form.action} ${this.form.id}`;
    drafts.add(this);
    const { kept, form } = this;
    // The server may have something newer, from another device. How long ago it was is asked, because clocks differ.
    if (kept && !(Date.now() - kept.at > this.dataset.age)) this.fill(kept.typed);
    this.soon();
    form.addEventListener("input", () => {
      const here = fields(form);
      if (!here.length) return;
      const typed = here.filter((field) => !isTicked(field) || field.checked).map(({ name, value }) => [name, value]);
      sessionStorage.setItem(this.place, JSON.stringify({ at: Date.now(), typed }));
      this.soon();
    });
  }

  get kept() { return JSON.parse(sessionStorage.getItem(this.place)); }

  fill(typed) {
    for (const field of fields(this.form)) {
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isTicked(field)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  // To the server, for those who are signed in; one at a time. What does not arrive stays here, and goes when the network is back.
  async send() {
    const { kept, form, dataset: { to } } = this;
    clearTimeout(this.timer);
    if (!of || !to || !kept || this.sending) return;
    this.sending = true;
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "version", "client_id"]) body.set(name, form.elements[name]?.value ?? "");
    for (const [name, value] of kept.typed) body.append(name, value);
    body.set("age", Math.max(0, Date.now() - kept.at));
    const headers = { Accept: "application/json" };
    const status = await fetch(form.action + to, { method: "POST", body, headers, keepalive: true }).then((reply) => reply.status, () => 0);
    this.sending = false;
    if (!drafts.has(this)) return;
    if (this.kept?.at !== kept.at) this.soon();
    else if (status === 204 || status === 410) sessionStorage.removeItem(this.place);
  }

  // The form makes room for what the server says about the answer.
  disconnectedCallback() {
    drafts.delete(this);
    clearTimeout(this.timer);
    sessionStorage.removeItem(this.place);
  }
});

const sendAll = () => drafts.forEach((draft) => draft.send());
addEventListener("online", sendAll);
addEventListener("pagehide", sendAll);
document.addEventListener("visibilitychange", () => { if (document.hidden) sendAll(); });
