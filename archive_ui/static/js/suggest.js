// Offers while somebody types: from an address (`data-suggest`) under a search box, from the page's own lists (`list`)
// under a field. Without this module the first is a plain form, and the browser itself offers the lists.

import { combobox } from "./combobox.js";

const SHORTEST = 2;
const MOST_OFFERED = 12;

for (const input of document.querySelectorAll("input[data-suggest]")) {
  combobox(input, { find: (typed) => askServer(input.dataset.suggest, typed), take: () => input.form.requestSubmit() });
}

// A list of dates stays the date picker's own.
for (const input of document.querySelectorAll("input[list]:not([type=date])")) {
  const id = input.getAttribute("list");
  input.removeAttribute("list");
  combobox(input, {
    find: (typed, isAsked) => offersOf(id, typed, isAsked),
    take: () => input.dispatchEvent(new Event("change", { bubbles: true })),
  });
}

async function askServer(address, typed) {
  if (typed.length < SHORTEST) {
    return [];
  }
  const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`);
  const offers = answer.ok ? await answer.json() : [];
  return offers.map(({ label, about, question }) => ({ label, about, value: question }));
}

// What begins as typed comes first, then what holds every word typed; who asks for the list sees the rest after them.
function offersOf(id, typed, isAsked) {
  const values = [...(document.getElementById(id)?.options ?? [])].map((each) => each.value);
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const holds = (value) => words.every((word) => plain(value).includes(word));
  const begins = (value) => plain(value).startsWith(plain(typed));
  const rank = (value) => (!holds(value) ? 2 : begins(value) ? 0 : 1);
  const found = values.filter((value) => value !== typed && (isAsked || (words.length && holds(value))));
  const sorted = found.sort((one, other) => rank(one) - rank(other));
  return (isAsked ? sorted : sorted.slice(0, MOST_OFFERED)).map((value) => ({ label: value, value }));
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
