// Rules of the house that a whole page must keep, for the browser's tools; never part of a page itself.
globalThis.pageRules = (() => {
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const name = (element) => element.outerHTML.slice(0, 160);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  // How far the page can be pushed sideways, and by what.
  function tooWide() {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    const widest = [...document.querySelectorAll("body *")].findLast(
      (element) => isShown(element) && element.getBoundingClientRect().right > root.clientWidth + 0.5,
    );
    return over > 0 ? `${over} px too wide: ${widest ? name(widest) : ""}` : "";
  }

  // 2.4.3, 2.4.7 and 2.4.11: in the order of the page, to be seen, not under something else.
  function focus() {
    const found = [];
    const before = document.activeElement;
    for (const element of document.querySelectorAll(STOPS)) {
      if (element.tabIndex < 0 || element.disabled || !isShown(element)) {
        continue;
      }
      if (element.tabIndex > 0) {
        found.push(`jumps the queue: ${name(element)}`);
      }
      element.focus();
      found.push(...seen(element));
    }
    before?.focus?.();
    scrollTo(0, 0);
    return [...found, ...turnedRound(), ...restless()];
  }

  function seen(element) {
    if (document.activeElement !== element) {
      return [`takes no focus: ${name(element)}`];
    }
    const marked = [element, element.closest("label"), element.nextElementSibling].filter(Boolean).some(isOutlined);
    const found = marked ? [] : [`shows no focus: ${name(element)}`];
    return isCovered(element) ? [...found, `is covered when it has the focus: ${name(element)}`] : found;
  }

  function isOutlined(element) {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }

  function isCovered(element) {
    const [box] = element.getClientRects();
    if (!box || box.width < 2 || box.height < 2) {
      return false;
    }
    const spots = [0.5, 0.1, 0.9].map((share) => [box.x + box.width * share, box.y + box.height / 2]);
    return !spots.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element));
    });
  }

  // 1.3.2: what is read in one order is not shown in another.
  function turnedRound() {
    return [...document.querySelectorAll("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return isShown(element) && (style.order !== "0" || style.flexDirection.endsWith("-reverse"));
      })
      .map((element) => `is shown in another order than it is read: ${name(element)}`);
  }

  function restless() {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return [];
    }
    return [...document.querySelectorAll("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return /[1-9]/.test(style.transitionDuration) || style.animationName !== "none";
      })
      .map((element) => `moves though rest was asked for: ${name(element)}`);
  }

  function paper() {
    const found = [...document.querySelectorAll("nav, button, .bar, .foot, dialog")]
      .filter(isShown)
      .map((element) => `is printed: ${name(element)}`);
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(ground)) {
      found.push(`prints on ${ground}`);
    }
    const title = document.querySelector("h1");
    return title && isShown(title) ? found : [...found, "prints no heading"];
  }

  return { tooWide, focus, paper };
})();
