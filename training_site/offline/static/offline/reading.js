// What the site keeps of somebody who reads. First the place where they stopped in a lesson: the last heading or activity above the middle of
// the screen.
const article = document.querySelector("[data-place]");
const here = () => {
  let anchor = "";
  for (const mark of article.querySelectorAll("h2[id], h3[id], form[id], section[id]")) {
    if (mark.getBoundingClientRect().top > innerHeight / 2) break;
    anchor = mark.id;
  }
  return anchor;
};

// The top of the page says nothing new: whoever leaves again without reading on stays where they were.
let sent = scrollY || !article ? "" : here();

const tell = () => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const anchor = here();
  if (!token || anchor === sent) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token.value);
  body.set("content_key", article.dataset.key);
  body.set("anchor", anchor);
  if (navigator.sendBeacon(article.dataset.place, body)) sent = anchor;
};

// Where reading rests for a moment: what is sent as a page goes away does not arrive from every browser.
let resting;
if (article) addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(tell, 500);
}, { passive: true });

// Then <answer-draft>: what is typed into the form around it stays in this tab until the server has it: through a reload, and through a
// lost connection. Closing the tab forgets it, and somebody else who signs in here never sees it. What one writes for oneself is never kept.
const { of } = document.querySelector("script[data-worker]").dataset;
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
const leave = () => {
  sendAll();
  if (article) tell();
};
addEventListener("online", sendAll);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
