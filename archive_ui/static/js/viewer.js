// The page image: larger, smaller, whole; and a layer over it on which places are shown.
// Pages turn by links that replace the viewer, so everything here is found anew each time.

const STEP = 1.25;
const LARGEST = 5;
let scale = 1;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom]");
  if (button) {
    const step = Number(button.dataset.zoom);
    scale = step ? Math.min(Math.max(scale * STEP ** step, 1), LARGEST) : 1;
    apply();
  }
});
document.addEventListener("htmx:afterSettle", apply);
apply();

function apply() {
  for (const part of document.querySelectorAll("[data-scripted]")) {
    part.hidden = false;
  }
  for (const part of document.querySelectorAll(".viewer [data-plain]")) {
    part.hidden = true;
  }
  const lens = document.querySelector(".lens");
  const sheet = lens?.querySelector(".sheet");
  if (sheet && !lens.classList.contains("lens--large")) {
    const middle = (lens.scrollTop + lens.clientHeight / 2) / Math.max(lens.scrollHeight, 1);
    sheet.style.width = scale === 1 ? "" : `${Math.round(scale * 100)}%`;
    lens.scrollTop = middle * lens.scrollHeight - lens.clientHeight / 2;
  }
}

// Draw a rectangle on the page's layer; lengths are pixels of the upright page.
export function draw(box, look) {
  const layer = document.querySelector(".viewer [data-layer]");
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x: box[0], y: box[1], width: box[2], height: box[3], class: look })) {
    rect.setAttribute(name, value);
  }
  layer?.append(rect);
  return rect;
}

// Where on the upright page a point of the screen lies, turned or not.
export function pagePoint(event) {
  const layer = document.querySelector(".viewer [data-layer]");
  const matrix = layer?.getScreenCTM();
  return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : null;
}
