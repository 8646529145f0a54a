// Filling the form from the page: click a word, draw a box round several, or do both with the keyboard (F2); see where a
// field was read, find the next doubtful one. Without this module the form is complete: it offers the page's words by itself, and lists what to check.

import { draw, pagePoint } from "./viewer.js";
import { WordCursor } from "./word_cursor.js";

const form = document.querySelector("form[data-indexing]");
const SMALLEST_BOX = 8;
let words = null;
let field = null;
let pressed = null;
let cursor = null;
let isFiling = false;

if (form) {
  form.addEventListener("focusin", (event) => show(event.target));
  form.addEventListener("submit", () => (isFiling = true));
  // Before the field that has the focus: while a word is chosen, the arrows and Enter are about it.
  document.addEventListener("keydown", point, { capture: true });
  document.addEventListener("keydown", listen);
  form.addEventListener("click", takeOffered);
  form.elements.wanted?.addEventListener("keydown", toRecipients);
  document.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", stretch);
  document.addEventListener("pointerup", end);
  document.addEventListener("htmx:afterSettle", settled);
  window.addEventListener("pagehide", leave);
  load();
  show(document.activeElement);
}

function settled({ detail: { elt } }) {
  if (elt?.id === "viewer") {
    load();
  } else if (elt?.id === "recipients") {
    say(elt.dataset.found, false);
  }
}

async function load() {
  leavePoints();
  const viewer = document.getElementById("viewer");
  words = null;
  if (viewer?.dataset.words) {
    const response = await fetch(viewer.dataset.words, { headers: { Accept: "application/json" } });
    words = response.ok ? await response.json() : null;
    viewer.classList.toggle("viewer--words", Boolean(words));
  }
  if (field) {
    show(field);
  }
}

// The field that words go into is the last one that had the focus; the place where it was read is shown.
function show(target) {
  if (!target?.matches?.("[data-field], [data-places]")) {
    return;
  }
  field = target.matches("[data-field]") ? target : field;
  clear("place");
  const viewer = document.getElementById("viewer");
  if (target.dataset.page && target.dataset.page === viewer?.dataset.number) {
    const rects = target.dataset.places.split(";").map((place) => draw(place.split(",").map(Number), "place"));
    rects[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function clear(look) {
  document.querySelectorAll(`.viewer [data-layer] .${look}`).forEach((rect) => rect.remove());
}

function listen(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const acts = {
    F2: startPointing,
    F8: () => nextDoubtful(event.shiftKey ? -1 : 1),
    F7: () => document.querySelector('[data-key="F7"]')?.select(),
    F9: () => document.querySelector('[data-key="F9"]')?.click(),
    PageDown: () => document.querySelector(".viewer a[rel=next]")?.click(),
    PageUp: () => document.querySelector(".viewer a[rel=prev]")?.click(),
  };
  if (event.key in acts) {
    event.preventDefault();
    acts[event.key]();
  }
}

function nextDoubtful(step) {
  const doubtful = [...form.querySelectorAll("[data-doubtful]")];
  if (doubtful.length) {
    const at = doubtful.indexOf(document.activeElement);
    const next = doubtful[(at + step + doubtful.length + (at < 0 && step < 0 ? 1 : 0)) % doubtful.length];
    next.focus();
    next.select?.();
    turnTo(next.dataset.page);
  }
}

// F2: the word where the field was read, or the first, is chosen; the arrows go on from there.
function startPointing() {
  if (words?.lines.some((line) => line.length)) {
    field = field ?? form.querySelector("[data-doubtful][data-field], [data-field]");
    field.focus();
    const isHere = field.dataset.page && field.dataset.page === document.getElementById("viewer").dataset.number;
    const place = isHere ? field.dataset.places.split(";")[0].split(",").map(Number) : null;
    cursor = new WordCursor(words.lines, place && ["", ...place]);
    showCursor();
  }
}

function point(event) {
  if (!cursor || event.altKey || event.ctrlKey || event.metaKey || event.key === "Shift") {
    return;
  }
  if (cursor.move(event.key, event.shiftKey)) {
    showCursor();
  } else if (event.key === "Enter") {
    const { text, line } = cursor;
    leavePoints();
    fill(text, line);
  } else {
    leavePoints();
    if (event.key !== "Escape") {
      return;
    }
  }
  event.preventDefault();
  event.stopPropagation();
}

function showCursor() {
  clear("lasso");
  cursor.show();
  say(cursor.text, false);
}

function leavePoints() {
  cursor = null;
  clear("lasso");
}

// A date of the page that stands below its field; without this module the server puts it in.
function takeOffered(event) {
  const offered = event.target.closest("[data-offered]");
  if (offered) {
    event.preventDefault();
    put({ [offered.dataset.for]: offered.dataset.offered });
    form.elements[offered.dataset.for].focus();
  }
}

// From the filter down to the recipients that it leaves.
function toRecipients(event) {
  if (event.key === "ArrowDown") {
    const found = [...form.querySelectorAll("[name=tenant_id]")];
    const first = found.find((each) => each.checked) ?? found[0];
    if (first) {
      event.preventDefault();
      first.checked = true;
      first.focus();
    }
  }
}

function turnTo(page) {
  if (page && page !== document.getElementById("viewer").dataset.number) {
    document.querySelector(`.strip__page[data-page="${page}"]`)?.click();
  }
}

function begin(event) {
  const point = words && event.isPrimary && event.button === 0 && event.target.closest?.(".sheet") && pagePoint(event);
  if (point) {
    pressed = { from: point, to: point };
    event.preventDefault();
  }
}

function stretch(event) {
  const point = pressed && pagePoint(event);
  if (point) {
    pressed.to = point;
    clear("lasso");
    draw(boxOf(pressed), "lasso");
  }
}

function end() {
  if (!pressed) {
    return;
  }
  const box = boxOf(pressed);
  pressed = null;
  clear("lasso");
  const isClick = box[2] < SMALLEST_BOX && box[3] < SMALLEST_BOX;
  const lines = words.lines.map((line) => line.filter((word) => (isClick ? covers(word, box) : within(word, box))));
  const chosen = lines.filter((line) => line.length);
  if (chosen.length) {
    const line = words.lines[lines.indexOf(chosen[0])];
    fill(textOf(chosen), isClick ? textOf([line]) : "");
  }
}

const boxOf = ({ from, to }) => [
  Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(from.x - to.x), Math.abs(from.y - to.y),
];
const covers = ([, x, y, w, h], [px, py]) => px >= x - 2 && px <= x + w + 2 && py >= y - 4 && py <= y + h + 4;
const within = ([, x, y, w, h], [left, top, width, height]) =>
  x + w / 2 > left && x + w / 2 < left + width && y + h / 2 > top && y + h / 2 < top + height;
const textOf = (lines) => lines.map((line) => line.map((word) => word[0]).join(" ")).join(" ");

// The server knows what a date or a sum looks like; the script only carries the words there.
async function fill(text, line) {
  const target = field ?? form.querySelector("[data-doubtful][data-field], [data-field]");
  const body = new URLSearchParams({ field: target.name, text, line, csrf_token: form.elements.csrf_token.value });
  const response = await fetch(form.dataset.values, { method: "POST", body, headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  put(answer.values ?? {});
  target.focus();
  say(answer.values ? Object.values(answer.values).join(" ") : answer.title, !answer.values);
}

function put(values) {
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements[name];
    if (input.tagName !== "SELECT" || [...input.options].some((option) => option.value === value)) {
      input.value = value;
      input.classList.add("input--taken");
    }
  }
}

function say(text, isProblem) {
  const status = form.querySelector("[data-said]");
  status.textContent = text ?? "";
  status.classList.toggle("hidden-text", !isProblem);
  status.classList.toggle("field__problem", isProblem);
}

function leave() {
  if (form.dataset.release && !isFiling) {
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    navigator.sendBeacon(form.dataset.release, body);
  }
}
