// Turns notices on in this browser: it subscribes at its push service, and the answer goes off as a plain form.
// Where it cannot, the reason stands in place of the button.

import { bytes, text } from "./base64url.js";

const form = document.querySelector("form[data-notices]");
if (form) {
  offer(form);
}

async function offer(form) {
  const why = hindrance(form.dataset);
  if (why) {
    say(form, why);
    return;
  }
  const here = await subscription();
  const row = here && document.querySelector(`[data-device="${await digest(here.endpoint)}"]`);
  if (row) {
    row.querySelector("[data-here]").hidden = false;
    say(form, "");
    return;
  }
  say(form, "");
  form.hidden = false;
  form.addEventListener("submit", (event) => turnOn(event, form));
}

function hindrance(words) {
  if (!window.isSecureContext) {
    return words.sayInsecure;
  }
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return words.sayUnable;
  }
  return Notification.permission === "denied" ? words.sayForbidden : "";
}

async function turnOn(event, form) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") {
      throw new Error(form.dataset.sayForbidden);
    }
    const made = await subscribe(form.dataset.notices);
    form.elements.endpoint.value = made.endpoint;
    form.elements.public_key.value = text(made.getKey("p256dh"));
    form.elements.secret.value = text(made.getKey("auth"));
    form.submit();
  } catch (error) {
    button.disabled = false;
    say(form, error.message === form.dataset.sayForbidden ? error.message : form.dataset.sayFailed);
  }
}

async function subscription() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration ? registration.pushManager.getSubscription() : null;
}

// A subscription of before may be for a key that this Postkamer has no more; a fresh one never is.
async function subscribe(key) {
  await navigator.serviceWorker.register("/notice-worker.js");
  const registration = await navigator.serviceWorker.ready;
  const former = await registration.pushManager.getSubscription();
  if (former) {
    await former.unsubscribe();
  }
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

async function digest(endpoint) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(form, words) {
  const place = document.querySelector("[data-notices-said]");
  place.textContent = words;
  place.hidden = !words;
}
