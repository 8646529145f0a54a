// Passkeys: the device answers the server's challenge, and the answer goes off as a plain form.
// Without this module, or where the browser has no passkeys, the forms stay hidden.

import { bytes, text } from "./base64url.js";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential && location.origin === form.dataset.origin) {
    form.hidden = false;
    form.addEventListener("submit", (event) => answer(event, form));
  }
}

async function answer(event, form) {
  if (form.elements.credential.value) {
    return;
  }
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  say(form, "");
  try {
    const challenge = await ask(form);
    const credential = await (form.dataset.passkey === "create" ? create : get)(challenge.options);
    form.elements.ticket.value = challenge.ticket;
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    button.disabled = false;
    if (error.address) {
      location.assign(error.address);
    } else {
      say(form, form.dataset.sayFailed);
    }
  }
}

async function ask(form) {
  const response = await fetch(form.dataset.challenge, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    credentials: "same-origin",
  });
  if (response.status === 401) {
    throw { address: form.dataset.confirm };
  }
  if (!response.ok) {
    throw new Error(`challenge: ${response.status}`);
  }
  return response.json();
}

async function create(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: (options.excludeCredentials || []).map(known),
    },
  });
  const { response } = made;
  return {
    ...written(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    },
  };
}

async function get(options) {
  const shown = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: (options.allowCredentials || []).map(known),
    },
  });
  const { response } = shown;
  return {
    ...written(shown),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

const known = (credential) => ({ ...credential, id: bytes(credential.id) });
const written = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

function say(form, words) {
  const place = form.querySelector("[data-said]");
  place.textContent = words;
  place.hidden = !words;
}
