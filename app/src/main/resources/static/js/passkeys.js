// Forms that ask the browser for a passkey, and send what it answers.
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");

  const answer = (credential, response) =>
    JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: {},
    });

  async function create(form) {
    const options = JSON.parse(form.dataset.options);
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: options.excludeCredentials.map((known) => ({
          type: known.type,
          id: bytes(known.id),
        })),
      },
    });
    return answer(credential, {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
    });
  }

  async function signIn(form) {
    const asked = await fetch(form.dataset.optionsFrom, {
      method: "POST",
      headers: { "X-XSRF-TOKEN": form.elements.namedItem("_csrf").value },
    });
    if (!asked.ok) {
      throw new Error(`${asked.status}`);
    }
    const options = await asked.json();
    const credential = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: [] },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
    return answer(credential, {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle === null ? null : text(userHandle),
    });
  }

  const ceremonies = { create, signIn };

  // Browsers offer passkeys over https and on this machine alone.
  const offered = window.PublicKeyCredential !== undefined;
  for (const part of document.querySelectorAll("[data-passkeys]")) {
    part.hidden = (part.dataset.passkeys === "offered") !== offered;
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failure = form.querySelector("[role=alert]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failure.hidden = true;
      try {
        form.elements.namedItem("credential").value = await ceremonies[form.dataset.passkey](form);
      } catch {
        failure.hidden = false;
        return;
      }
      form.submit();
    });
  }
})();
