// A text field with offers in a list below it: the combobox of the ARIA authoring practices, with a list that completes
// and nothing chosen by itself. Enter takes the offer that the arrows stand on; without one it is the form's own Enter.

const PAUSE_MS = 120;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

// `find(typed, isAsked)` gives offers `{label, about, value}`, or a promise of them; `isAsked` where an arrow key opened
// the list. `take(value)` is told what was chosen.
export function combobox(input, { find, take }) {
  const list = listOf(input);
  let waiting;
  let asked = null;

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE_MS, false);
  });
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.ctrlKey && !event.metaKey && act(event)) {
      event.preventDefault();
    }
  });
  input.addEventListener("blur", close);
  // The field keeps the focus, so that a click on the list is no leaving of it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));

  // Whether the key meant the list.
  function act({ key, altKey }) {
    if (altKey && key === "ArrowUp" && !list.hidden) {
      close();
    } else if (key in STEPS && !list.hidden && !altKey) {
      move(STEPS[key]);
    } else if (key === "ArrowDown") {
      ask(true, altKey ? 0 : 1);
    } else if (key === "Enter" && current()) {
      choose(current());
    } else if (key === "Escape" && !list.hidden) {
      close();
    } else {
      return false;
    }
    return true;
  }

  async function ask(isAsked, steps = 0) {
    const typed = input.value.trim();
    asked = typed;
    const offers = await Promise.resolve(find(typed, isAsked)).catch(() => []);
    if (asked === typed && document.activeElement === input) {
      show(offers);
      list.scrollIntoView({ block: "nearest" });
      if (steps && offers.length) {
        move(steps);
      }
    }
  }

  function show(offers) {
    list.replaceChildren(...offers.map((offer, index) => option(`${list.id}-${index}`, offer)));
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
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

  function choose(chosen) {
    if (chosen) {
      input.value = chosen.dataset.value;
      close();
      take(input.value);
    }
  }

  function close() {
    clearTimeout(waiting);
    asked = null;
    show([]);
  }
}

function listOf(input) {
  const list = document.createElement("ul");
  list.id = `${input.id || input.name}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") || input.labels?.[0]?.textContent || input.placeholder);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
  return list;
}

function option(id, { label, about, value }) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.value = value;
  item.append(label);
  if (about) {
    const kind = document.createElement("span");
    kind.className = "soft small";
    kind.textContent = about;
    item.append(" ", kind);
  }
  return item;
}
