// Stops a recording at its checkpoints and goes to one when its time is pressed. Without this file the time opens the file there.
const reached = new WeakMap();

document.addEventListener("timeupdate", ({ target }) => {
  const place = target.closest("[data-recording]");
  if (!place) return;
  const now = target.currentTime;
  const before = reached.get(target) ?? 0;
  reached.set(target, now);
  if (now < before || now - before > 2) return; // somebody went there
  const stop = [...place.querySelectorAll("[data-pause]")].find(({ dataset }) => dataset.at > before && dataset.at <= now);
  if (!stop) return;
  target.pause();
  stop.querySelector("h3").focus();
}, true);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-seek]");
  const player = link?.closest("[data-recording]").querySelector("video, audio");
  if (!player || player.error) return;
  event.preventDefault();
  player.currentTime = link.closest("[data-at]").dataset.at;
  reached.set(player, player.currentTime);
  player.play();
  player.focus();
});
