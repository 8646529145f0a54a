// Words of the page chosen with the keyboard, as the mouse clicks them or draws a box round them: arrows go from word to
// word and from line to line, with Shift they take along all words in between, Enter puts them into the field.

import { draw } from "./viewer.js";

// Words are `[text, x, y, width, height]`, line by line, as the server tells them.
export class WordCursor {
  constructor(lines, near) {
    this.words = lines.flatMap((line, row) => line.map((word) => ({ word, row })));
    this.rows = lines.length;
    this.at = this.from = near ? this.closest(this.words, near) : 0;
  }

  // Whether the key moved it.
  move(key, extends_) {
    const step = this.steps()[key];
    if (!step) {
      return false;
    }
    this.at = Math.min(Math.max(step(), 0), this.words.length - 1);
    this.from = extends_ ? this.from : this.at;
    return true;
  }

  steps() {
    const { row } = this.words[this.at];
    const inRow = (wanted) => this.words.filter((each) => each.row === wanted);
    return {
      ArrowRight: () => this.at + 1,
      ArrowLeft: () => this.at - 1,
      ArrowDown: () => this.across(row, 1),
      ArrowUp: () => this.across(row, -1),
      Home: () => this.words.indexOf(inRow(row)[0]),
      End: () => this.words.indexOf(inRow(row).at(-1)),
    };
  }

  // The word that stands nearest below or above; reading order decides which line that is.
  across(row, step) {
    for (let next = row + step; next >= 0 && next < this.rows; next += step) {
      const found = this.words.filter((each) => each.row === next);
      if (found.length) {
        return this.closest(found, this.words[this.at].word);
      }
    }
    return this.at;
  }

  closest(among, [, x, y, width, height]) {
    const away = ({ word }) =>
      Math.hypot(word[1] + word[3] / 2 - x - width / 2, word[2] + word[4] / 2 - y - height / 2);
    return this.words.indexOf(among.reduce((best, each) => (away(each) < away(best) ? each : best)));
  }

  get chosen() {
    return this.words.slice(Math.min(this.from, this.at), Math.max(this.from, this.at) + 1);
  }

  get text() {
    return this.chosen.map(({ word }) => word[0]).join(" ");
  }

  // The whole line of a single word: what a date or a sum is part of.
  get line() {
    const { row } = this.words[this.at];
    return this.from === this.at ? this.words.filter((each) => each.row === row).map(({ word }) => word[0]).join(" ") : "";
  }

  show() {
    const rects = this.chosen.map(({ word }) => draw(word.slice(1), "lasso"));
    rects[this.at < this.from ? 0 : rects.length - 1]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
