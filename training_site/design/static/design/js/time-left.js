// Time left is the server's: a device that slept, or whose clock was set, asks again.
const clock = document.querySelector("[data-left]");
const marks = JSON.parse(clock.dataset.texts);
const now = () => performance.now() / 1000;
const drift = () => Date.now() / 1000 - now();
let before = +clock.dataset.left;
let end = now() + before;
let offset = drift();

const tick = async () => {
  if (Math.abs(drift() - offset) > 2) {
    const { left } = await (await fetch(clock.dataset.ask, { headers: { Accept: "application/json" } })).json();
    end = now() + left;
    offset = drift();
  }
  const rest = end - now();
  const mark = Object.keys(marks).find((seconds) => rest <= seconds);
  if (mark < before) clock.textContent = marks[mark];
  before = Math.min(before, rest);
};
setInterval(() => tick().catch(() => {}), 1000);
