// Shows how much there is to tell while no page is open. It keeps nothing, and no page is fetched through it.

self.addEventListener("push", (event) => {
  const said = read(event.data);
  event.waitUntil(
    self.registration.showNotification("Postkamer", {
      body: said.body,
      lang: said.language,
      tag: said.tag,
      icon: "/static/icons/postkamer-192.png",
      data: { link: ownAddress(said.link) },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.link));
});

// A browser shows something of its own for a push without a notice, so a message that is none is shown, too.
function read(data) {
  try {
    return data.json();
  } catch {
    return { body: "", language: "", tag: "news", link: "/" };
  }
}

function ownAddress(link) {
  const address = new URL(link || "/", self.location.origin);
  return address.origin === self.location.origin ? address.href : `${self.location.origin}/`;
}

async function open(link) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = pages.find((page) => page.url === link);
  return shown ? shown.focus() : self.clients.openWindow(link);
}
