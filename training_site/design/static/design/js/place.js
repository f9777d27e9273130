// Tells the site where in a lesson the learner stopped: the last heading or activity above the middle of the screen.
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
let sent = scrollY ? "" : here();

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
addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(tell, 500);
}, { passive: true });
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => { if (document.hidden) tell(); });
