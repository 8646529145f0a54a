// Fragments that keep themselves up to date (components/progress.html): silent while nobody looks,
// at once when somebody does again, plain about a lost connection, and heard as well as seen.

const GONE = [401, 403, 404, 410];
const region = document.createElement("p");
region.className = "hidden-text";
region.setAttribute("role", "status");
document.body.append(region);

const said = new Map();
for (const part of document.querySelectorAll("[data-live]")) {
  said.set(part.id, part.dataset.live);
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const part = event.detail.elt;
  if (part.matches("[data-live]") && (document.hidden || "over" in part.dataset)) {
    event.preventDefault();
  }
});

// What stays in place: a lost connection, a refusal, or nothing new. What was swapped in tells of itself below.
document.body.addEventListener("htmx:afterRequest", (event) => {
  const part = event.detail.elt;
  if (!part.matches("[data-live]")) {
    return;
  }
  const { status } = event.detail.xhr;
  // Signed out, or the thing is gone: asking again would be asking in vain.
  if (GONE.includes(status)) {
    part.dataset.over = "";
  }
  const lost = part.querySelector("[data-live-lost]");
  lost.hidden = status !== 0;
  speak(part.id, status === 0 ? lost.textContent.trim() : part.dataset.live);
});

document.body.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part.matches("[data-live]")) {
    speak(part.id, part.dataset.live);
  }
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    for (const part of document.querySelectorAll("[data-live][hx-get]")) {
      window.htmx.trigger(part, "look");
    }
  }
});

// A live region that is swapped away with its fragment is read by few screen readers; this one stays.
function speak(id, words) {
  if (words && words !== said.get(id)) {
    said.set(id, words);
    region.textContent = words;
  }
}
