// A number in a picture ticks its answer, or opens what is said about it. Without this file it leads there.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".spots a");
  const there = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!there) return;
  event.preventDefault();
  if (there.matches("input")) there.click();
  else there.querySelector("summary")?.click();
  there.focus({ preventScroll: true });
});
