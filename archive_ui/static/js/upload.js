// Uploading with progress: large files go in parts and go on where they stopped, also after a lost connection.
// Without this module the page is a plain form that sends whole files.

const MOST_TRIES = 5;
const LONGEST_REST_MS = 30_000;
const form = document.querySelector("form[data-upload]");
// Which upload belongs to which file, as long as the page lives; two equal photos are two.
const begun = new Map();
let sending = 0;

if (form) {
  enhance();
}

function enhance() {
  const input = form.querySelector("#files");
  const drop = form.querySelector("[data-drop]");
  for (const plain of form.querySelectorAll("[data-plain]")) {
    plain.hidden = true;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.remove("drop--over");
    });
  }
  drop.addEventListener("drop", (event) => take([...event.dataTransfer.files]));
  form.addEventListener("letter", (event) => sendLetter(event.detail));
  window.addEventListener("beforeunload", (event) => {
    if (sending) {
      event.preventDefault();
    }
  });
}

// Photos are laid in order first (photo_tray.js); other files are letters of their own and leave at once.
function take(files) {
  const photos = files.filter((file) => file.type.startsWith("image/") && file.type !== "image/tiff");
  if (photos.length) {
    form.dispatchEvent(new CustomEvent("photos", { detail: photos }));
  }
  sendEach(files.filter((file) => !photos.includes(file)));
}

async function sendEach(files) {
  const rows = files.map((file) => [file, addRow(file.name)]);
  for (const [file, row] of rows) {
    await watched(row, async () => {
      const state = await sendWhole(file, row, (sent) => show(row, sent, file.size));
      return persist(row, () => ask("POST", `${form.dataset.uploads}/${state.upload_id}/finish`));
    });
    forget(file);
  }
}

// One letter of several photos: all are there before any of them counts, and they count in this order.
async function sendLetter({ photos, name, done }) {
  const row = addRow(name);
  const total = photos.reduce((sum, file) => sum + file.size, 0);
  const answer = await watched(row, async () => {
    const ids = [];
    let before = 0;
    for (const file of photos) {
      const state = await sendWhole(file, row, (sent) => show(row, before + sent, total));
      ids.push(state.upload_id);
      before += file.size;
    }
    return persist(row, () => ask("POST", `${form.dataset.uploads}/letter`, JSON.stringify({ upload_ids: ids })));
  });
  if (answer) {
    photos.forEach(forget);
  }
  done(Boolean(answer));
}

async function watched(row, work) {
  sending += 1;
  try {
    const answer = await work();
    say(row, answer.is_duplicate ? form.dataset.sayDuplicate : form.dataset.sayDone, "badge--good");
    form.querySelector("[data-after]").hidden = false;
    return answer;
  } catch (error) {
    say(row, error.title ? `${error.title} ${error.advice}` : form.dataset.sayFailed, "badge--bad");
    return null;
  } finally {
    sending -= 1;
  }
}

async function sendWhole(file, row, onProgress) {
  let state = await persist(row, () => resume(file));
  while (state.received_bytes < file.size) {
    onProgress(state.received_bytes);
    state = await persist(row, () => sendPart(file, state));
  }
  onProgress(file.size);
  return state;
}

async function sendPart(file, state) {
  const start = state.received_bytes;
  const part = file.slice(start, start + Number(form.dataset.chunk));
  try {
    return await ask("PATCH", `${form.dataset.uploads}/${state.upload_id}?offset=${start}`, part);
  } catch (error) {
    if (error.expected === undefined) {
      throw error;
    }
    return { ...state, received_bytes: error.expected };
  }
}

// A lost connection is waited for as long as the page is open; a server in trouble is asked a few times.
async function persist(row, action) {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await action();
      say(row, form.dataset.saySending, "badge--busy");
      return answer;
    } catch (error) {
      const isLost = error.status === undefined;
      if (!isLost && (error.status < 500 || tries >= MOST_TRIES)) {
        throw error;
      }
      say(row, isLost ? form.dataset.sayLost : form.dataset.saySending, isLost ? "badge--warn" : "badge--busy");
      await rest(Math.min(1000 * 2 ** tries, LONGEST_REST_MS));
    }
  }
}

function rest(atMostMs) {
  return new Promise((resolve) => {
    setTimeout(resolve, atMostMs);
    window.addEventListener("online", resolve, { once: true });
  });
}

async function resume(file) {
  const known = recall(file);
  if (known) {
    try {
      const state = await ask("GET", `${form.dataset.uploads}/${known}`);
      if (!state.is_finished && state.size_bytes === file.size) {
        begun.set(file, known);
        return state;
      }
    } catch (error) {
      if (error.status === undefined || error.status >= 500) {
        throw error;
      }
    }
    forget(file);
  }
  const values = { file_name: file.name, size_bytes: file.size };
  const started = await ask("POST", form.dataset.uploads, JSON.stringify(values));
  remember(file, started.upload_id);
  return started;
}

async function ask(method, address, body) {
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value };
  if (body !== undefined) {
    headers["Content-Type"] = typeof body === "string" ? "application/json" : "application/octet-stream";
  }
  const response = await fetch(address, { method, headers, body, credentials: "same-origin" });
  const values = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw { ...values, status: response.status };
  }
  return values;
}

// Choosing the same file again goes on with it, also after the page was loaded anew; gone with the tab.
const place = (file) => `upload ${location.pathname} ${file.name} ${file.size} ${file.lastModified}`;

function remember(file, id) {
  begun.set(file, id);
  sessionStorage.setItem(place(file), id);
}

function recall(file) {
  const stored = sessionStorage.getItem(place(file));
  return begun.get(file) ?? ([...begun.values()].includes(stored) ? null : stored);
}

function forget(file) {
  begun.delete(file);
  sessionStorage.removeItem(place(file));
}

function addRow(name) {
  const row = form.querySelector("template[data-transfer]").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = name;
  row.querySelector("progress").setAttribute("aria-label", name);
  form.querySelector("[data-transfers]").append(row);
  return row;
}

function show(row, sent, size) {
  const bar = row.querySelector("progress");
  bar.max = Math.max(size, 1);
  bar.value = size ? sent : 1;
}

// Told only when it changes: screen readers hear every change of this list.
function say(row, text, look) {
  const status = row.querySelector("[data-status]");
  if (status.textContent !== text) {
    status.textContent = text;
    status.className = `badge ${look}`;
  }
}
