// Ticking letters: one box for all of them, how many there are, "x" on the letter that has the focus ("s" for its
// star), Shift for a stretch of them; and after a step, or on the way back from a letter, the list is as it was left.
// Without this module the boxes and the buttons above them work as they stand.

const form = document.querySelector("[data-choose]");
const bar = form?.querySelector("[data-choose-bar]");
const all = form?.querySelector("[data-choose-all]");
const boxes = form ? [...form.querySelectorAll("input[name=document]")] : [];
const place = `list ${location.pathname}${location.search}`;
let lastTicked = null;

if (form && bar && all) {
  bar.dataset.isScripted = "";
  for (const part of form.querySelectorAll("[data-scripted]")) {
    part.hidden = false;
  }
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    tell();
  });
  form.addEventListener("click", tickStretch);
  form.addEventListener("change", tell);
  form.addEventListener("submit", (event) => keepPlace(event.submitter?.hasAttribute("formaction") ? "acted" : "left"));
  window.addEventListener("pagehide", () => keepPlace("left"));
  document.addEventListener("keydown", pressOnFocused);
  takePlaceUp();
  tell();
}

function tell() {
  const chosen = boxes.filter((box) => box.checked).length;
  all.checked = chosen > 0 && chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
  bar.toggleAttribute("data-is-idle", chosen === 0);
  const words = bar.querySelector("[data-none]");
  words.textContent = chosen ? words.dataset.some : words.dataset.none;
  bar.querySelector("[data-chosen-count]").textContent = chosen || "";
}

function tickStretch(event) {
  const at = boxes.indexOf(event.target);
  if (at < 0) {
    return;
  }
  if (event.shiftKey && lastTicked !== null) {
    const [first, last] = [Math.min(at, lastTicked), Math.max(at, lastTicked)];
    boxes.slice(first, last + 1).forEach((box) => (box.checked = event.target.checked));
    tell();
  }
  lastTicked = at;
}

function pressOnFocused(event) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  const item = document.activeElement?.matches("[data-letter]") && document.activeElement.closest("li");
  const part = item && { x: "input[name=document]", s: ".star" }[event.key];
  if (part && isPlain && document.body.dataset.keys !== "off") {
    event.preventDefault();
    item.querySelector(part).click();
  }
}

// Ids of this tab only, and gone with it. A step that was taken leaves nothing ticked.
function keepPlace(how) {
  const acted = how === "acted";
  if (!acted && sessionStorage.getItem(place)?.includes('"acted":true')) {
    return;
  }
  const item = document.activeElement?.closest?.(".letters__item");
  const focused = item?.querySelector("input[name=document]")?.value ?? null;
  const ticked = acted ? [] : boxes.filter((box) => box.checked).map((box) => box.value);
  sessionStorage.setItem(place, JSON.stringify({ acted, focused, ticked, top: window.scrollY }));
}

function takePlaceUp() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  sessionStorage.removeItem(place);
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (!kept || !(kept.acted || isBack)) {
    return;
  }
  boxes.forEach((box) => (box.checked = kept.ticked.includes(box.value)));
  const box = boxes.find((each) => each.value === kept.focused);
  box?.closest("li").querySelector("[data-letter]")?.focus({ preventScroll: true });
  window.scrollTo({ top: kept.top, behavior: "instant" });
}
