// Uploading with progress: large files go in parts and go on where they stopped.
// Without this module the page is a plain form that sends whole files.

const form = document.querySelector("form[data-upload]");
if (form) {
  enhance(form);
}

function enhance(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  form.querySelector("[data-plain]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => {
    send(form, [...input.files]);
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
  drop.addEventListener("drop", (event) => send(form, [...event.dataTransfer.files]));
}

async function send(form, files) {
  const rows = files.map((file) => [file, addRow(form, file)]);
  for (const [file, row] of rows) {
    await transfer(form, file, row);
  }
  form.querySelector("[data-after]").hidden = false;
}

function addRow(form, file) {
  const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
  row.querySelector("[data-name]").textContent = file.name;
  row.querySelector("progress").setAttribute("aria-label", file.name);
  form.querySelector("[data-transfers]").append(row);
  return row;
}

async function transfer(form, file, row) {
  const words = form.dataset;
  try {
    const answer = await sendInParts(form, file, (sent) => show(row, sent, file.size));
    say(row, answer.is_duplicate ? words.sayDuplicate : words.sayDone, "badge--good");
  } catch (error) {
    say(row, error.title ? `${error.title} ${error.advice}` : words.sayFailed, "badge--bad");
  }
}

async function sendInParts(form, file, onProgress) {
  let state = await resume(form, file);
  const tries = { left: 5 };
  while (state.received_bytes < file.size) {
    onProgress(state.received_bytes);
    state = await sendPart(form, file, state, tries);
  }
  onProgress(file.size);
  const answer = await ask(form, "POST", `${form.dataset.uploads}/${state.upload_id}/finish`);
  forget(file);
  return answer;
}

async function sendPart(form, file, state, tries) {
  const start = state.received_bytes;
  const part = file.slice(start, start + Number(form.dataset.chunk));
  try {
    return await ask(form, "PATCH", `${form.dataset.uploads}/${state.upload_id}?offset=${start}`, part);
  } catch (error) {
    if (error.expected !== undefined) {
      return { ...state, received_bytes: error.expected };
    }
    tries.left -= 1;
    if (tries.left < 0 || (error.status >= 400 && error.status < 500)) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000 * (5 - tries.left)));
    return state;
  }
}

async function resume(form, file) {
  const known = recall(file);
  if (known) {
    try {
      const state = await ask(form, "GET", `${form.dataset.uploads}/${known}`);
      if (!state.is_finished && state.size_bytes === file.size) {
        return state;
      }
    } catch {
      forget(file);
    }
  }
  const started = await ask(form, "POST", form.dataset.uploads, JSON.stringify({
    file_name: file.name,
    size_bytes: file.size,
  }));
  remember(file, started.upload_id);
  return started;
}

async function ask(form, method, address, body) {
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

// Which upload belongs to which file, so that choosing the file again goes on with it; gone with the tab.
const place = (file) => `upload ${location.pathname} ${file.name} ${file.size} ${file.lastModified}`;
const remember = (file, id) => sessionStorage.setItem(place(file), id);
const recall = (file) => sessionStorage.getItem(place(file));
const forget = (file) => sessionStorage.removeItem(place(file));

function show(row, sent, size) {
  const bar = row.querySelector("progress");
  bar.max = Math.max(size, 1);
  bar.value = size ? sent : 1;
}

function say(row, text, look) {
  const status = row.querySelector("[data-status]");
  status.textContent = text;
  status.className = `badge ${look}`;
}
