// Ticking letters: one box for all of them, how many there are, and "x" on the letter that has the focus.
// Without this module the boxes and the buttons above them work as they stand.

const form = document.querySelector("[data-choose]");
const bar = form?.querySelector("[data-choose-bar]");
const all = form?.querySelector("[data-choose-all]");
const boxes = form ? [...form.querySelectorAll("input[name=document]")] : [];

if (form && bar && all) {
  bar.dataset.isScripted = "";
  for (const part of form.querySelectorAll("[data-scripted]")) {
    part.hidden = false;
  }
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    tell();
  });
  form.addEventListener("change", tell);
  document.addEventListener("keydown", tickFocused);
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

function tickFocused(event) {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  const item = document.activeElement?.matches("[data-letter]") && document.activeElement.closest("li");
  const box = item && item.querySelector("input[name=document]");
  if (event.key === "x" && isPlain && box && document.body.dataset.keys !== "off") {
    event.preventDefault();
    box.checked = !box.checked;
    tell();
  }
}
