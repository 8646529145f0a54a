// Photos on their way to be a letter: seen, put in order, taken out, then sent as one (upload.js sends them).
// Everything has a button; nothing needs dragging, and nothing leaves before somebody says so.

const WIDTH_PX = 240;
const form = document.querySelector("form[data-upload]");
const tray = form?.querySelector("[data-tray]");
let photos = [];
let taken = null;
let isSending = false;

if (tray) {
  const camera = form.querySelector("#camera");
  camera.addEventListener("change", () => {
    add([...camera.files]);
    camera.value = "";
  });
  form.addEventListener("photos", (event) => add(event.detail));
  tray.addEventListener("click", onClick);
  window.addEventListener("beforeunload", (event) => {
    if (photos.length) {
      event.preventDefault();
    }
  });
}

function add(files) {
  photos.push(...files.map((file) => ({ file, shot: draw(file) })));
  lay();
  tell(form.dataset.sayPages.replace("%d", photos.length));
}

function onClick(event) {
  const button = event.target.closest("button[data-do]");
  if (!button || isSending) {
    return;
  }
  const at = photos.findIndex(({ shot }) => shot.contains(button));
  const done = { earlier: () => move(at, -1), later: () => move(at, 1), remove: () => remove(at), back, send };
  done[button.dataset.do]();
}

function move(at, by) {
  const to = at + by;
  if (to >= 0 && to < photos.length) {
    photos.splice(to, 0, ...photos.splice(at, 1));
    lay();
    photos[to].shot.querySelector(`[data-do=${by < 0 ? "earlier" : "later"}]`).focus();
    tell(form.dataset.sayPlace.replace("%d", to + 1));
  }
}

function remove(at) {
  taken = { at, photo: photos.splice(at, 1)[0] };
  lay();
  tell(form.dataset.sayRemoved);
  tray.querySelector("[data-do=back]").focus();
}

function back() {
  photos.splice(taken.at, 0, taken.photo);
  taken = null;
  lay();
  tell(form.dataset.sayPages.replace("%d", photos.length));
}

function send() {
  const isOne = tray.querySelector("[data-together]").checked;
  const letters = isOne ? [photos] : photos.map((photo) => [photo]);
  isSending = true;
  letters.reduce((before, letter) => before.then(() => sendOne(letter)), Promise.resolve()).then(() => {
    isSending = false;
    lay();
  });
}

// What arrived leaves the tray; what did not stays, to be sent again from where it stopped.
function sendOne(letter) {
  const name = form.dataset.sayLetter.replace("%d", letter.length);
  return new Promise((resolve) => {
    const done = (isReceived) => {
      photos = isReceived ? photos.filter((photo) => !letter.includes(photo)) : photos;
      lay();
      resolve();
    };
    form.dispatchEvent(new CustomEvent("letter", { detail: { photos: letter.map(({ file }) => file), name, done } }));
  });
}

function lay() {
  tray.querySelector("[data-pages]").replaceChildren(...photos.map(({ shot }) => shot));
  photos.forEach(({ shot }, at) => {
    shot.querySelector("[data-number]").textContent = at + 1;
    shot.querySelector("[data-do=earlier]").disabled = at === 0;
    shot.querySelector("[data-do=later]").disabled = at === photos.length - 1;
    for (const button of shot.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.title}: ${at + 1}`);
    }
  });
  tray.hidden = !photos.length && !taken;
  tray.querySelector("[data-do=send]").disabled = !photos.length;
  tray.querySelector("[data-do=back]").hidden = !taken;
}

function draw(file) {
  const shot = tray.querySelector("template").content.firstElementChild.cloneNode(true);
  shot.querySelector("[data-name]").textContent = file.name;
  picture(file, shot.querySelector("canvas"));
  return shot;
}

// On a canvas, because no picture of a stranger's may come into the page from a blob address; some kinds, such as
// HEIC, no browser but one can draw: the name has to do then.
async function picture(file, canvas) {
  try {
    const small = await createImageBitmap(file, { resizeWidth: WIDTH_PX, resizeQuality: "medium" });
    canvas.width = small.width;
    canvas.height = small.height;
    canvas.getContext("2d").drawImage(small, 0, 0);
    small.close();
  } catch {
    canvas.hidden = true;
  }
}

function tell(words) {
  tray.querySelector("[data-tray-said]").textContent = words;
}
