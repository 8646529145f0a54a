// Suggestions under a search box (`data-suggest="address"`), as an ARIA combobox with a list; without it, a plain form.

const PAUSE_MS = 120;
const SHORTEST = 2;

for (const input of document.querySelectorAll("input[data-suggest]")) {
  offer(input);
}

function offer(input) {
  const list = document.createElement("ul");
  list.id = `${input.id || input.name}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") || input.placeholder);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
  let waiting;
  let asked = "";

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && !list.hidden) {
      move(steps[event.key]);
    } else if (event.key === "Enter" && current()) {
      take(current());
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // The box keeps the focus, so that a click on the list is no leaving of it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      take(option);
    }
  });

  async function ask() {
    const typed = input.value.trim();
    asked = typed;
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
      const offers = answer.ok ? await answer.json() : [];
      if (asked === typed && document.activeElement === input) {
        show(offers);
      }
    } catch {
      close();
    }
  }

  function show(offers) {
    list.replaceChildren(...offers.map(option));
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function option({ label, about, question }, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.question = question;
    const kind = document.createElement("span");
    kind.className = "soft small";
    kind.textContent = about;
    item.append(`${label} `, kind);
    return item;
  }

  function current() {
    return list.hidden ? null : list.querySelector("[aria-selected=true]");
  }

  function move(step) {
    const options = [...list.children];
    const from = options.indexOf(current());
    const to = from < 0 ? (step > 0 ? 0 : options.length - 1) : (from + step + options.length) % options.length;
    options.forEach((each, index) => each.setAttribute("aria-selected", String(index === to)));
    input.setAttribute("aria-activedescendant", options[to].id);
    options[to].scrollIntoView({ block: "nearest" });
  }

  function take(chosen) {
    input.value = chosen.dataset.question;
    close();
    input.form.requestSubmit();
  }

  function close() {
    clearTimeout(waiting);
    asked = "";
    show([]);
  }
}
