// Moving pages by buttons: the numbers beside them are what is sent, and are all there is without this module.

for (const part of document.querySelectorAll("[data-scripted]")) {
  part.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  const item = button?.closest("[data-page-item]");
  const step = Number(button?.dataset.step);
  const beside = step < 0 ? item?.previousElementSibling : item?.nextElementSibling;
  if (beside) {
    step < 0 ? beside.before(item) : beside.after(item);
    document.querySelectorAll("[data-place]").forEach((place, at) => (place.value = at + 1));
    button.focus();
  }
});
