// Sends the form of an activity without leaving the page. The form works without this file.
// An answer that cannot be sent stays in the form, and is sent again under the same client_id when the connection is back.
const words = document.querySelector("script[data-unsent]").dataset;
const waiting = new Map();

// Several questions may stand in one form, each with its own; what is said of the whole form stands directly in it.
const statusOf = (form) => form.querySelector(":scope > .status") ?? form.querySelector(".status");

const say = (form, text) => {
  const status = statusOf(form);
  status.className = "status";
  status.textContent = text;
  return status;
};

// The whole page, as if this file did not exist: a sign-in page, a refusal, anything that is not the activity.
const sendPlainly = (form, button) => {
  form.removeAttribute("data-activity");
  form.querySelectorAll("fieldset").forEach((set) => { set.disabled = false; });
  if (form.requestSubmit) form.requestSubmit(button);
  else form.submit();
};

const show = (form, html) => {
  const reply = new DOMParser().parseFromString(html, "text/html");
  const fresh = reply.getElementById(form.id);
  if (!fresh) return false;
  form.replaceWith(fresh);
  reply.querySelectorAll("[data-beside]").forEach(({ id, className, childNodes }) => {
    const here = document.getElementById(id);
    if (!here) return;
    here.className = className;
    here.replaceChildren(...childNodes);
  });
  const status = statusOf(fresh);
  if (status) {
    status.focus({ preventScroll: true });
    fresh.scrollIntoView({ block: "nearest" });
  }
  return true;
};

const send = async (form, body, button) => {
  form.setAttribute("aria-busy", "true");
  let reply;
  try {
    reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html+fragment" }, credentials: "same-origin" });
    if (reply.status > 500) throw new Error(reply.status);
  } catch {
    const first = !waiting.has(form);
    waiting.set(form, { body, button });
    form.querySelectorAll("fieldset").forEach((set) => { set.disabled = true; });
    if (first) say(form, words.unsent).focus();
    form.removeAttribute("aria-busy");
    return;
  }
  waiting.delete(form);
  form.removeAttribute("aria-busy");
  if (!show(form, await reply.text())) sendPlainly(form, button);
};

const again = () => waiting.forEach(({ body, button }, form) => {
  if (!form.hasAttribute("aria-busy")) send(form, body, button);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-activity]")) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  const kept = waiting.get(form);
  if (!kept) say(form, words.sending);
  send(form, kept ? kept.body : new FormData(form), event.submitter);
});

addEventListener("online", again);
setInterval(again, 20000);
addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
