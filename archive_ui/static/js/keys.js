// Keys that stand on links, buttons and fields (`data-key="g i"`), and moving along a list of letters.
// Single characters do nothing while somebody writes, and nothing at all where the person switched them off.

const WITHIN_MS = 1500;
const listens = document.body.dataset.keys !== "off";
let typed = [];
let typedAt = 0;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isNamed(event.key) || !listens) {
    return;
  }
  if (isWriting(event.target) || document.querySelector("dialog[open]")) {
    return;
  }
  typed = event.timeStamp - typedAt < WITHIN_MS ? [...typed.slice(-1), event.key] : [event.key];
  typedAt = event.timeStamp;
  if (press(typed.join(" ")) || press(event.key) || alongTheList(event.key)) {
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
});

function isNamed(key) {
  return key.length > 1;
}

function isWriting(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button])");
}

// What the keys stand on; of several, the one that is in sight. One that lies in a closed menu still works.
function press(keys) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)];
  const target = found.find((element) => element.checkVisibility?.()) ?? found[0];
  if (!target || target.disabled) {
    return false;
  }
  typed = [];
  if (target.matches("input:not([type=checkbox]), select, textarea")) {
    target.closest("details:not([open])")?.setAttribute("open", "");
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

function alongTheList(key) {
  const step = { j: 1, k: -1 }[key];
  const letters = step ? [...document.querySelectorAll("[data-letter], .found__title")] : [];
  if (!letters.length) {
    return false;
  }
  const at = letters.indexOf(document.activeElement);
  letters[Math.min(Math.max(at + step, 0), letters.length - 1)].focus();
  return true;
}
