// Shows turns as text. Nothing in them is ever parsed as markup: textContent is all that is set.
const STAY_MS = 3000;
const cleanups = new WeakMap();

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function link([text, anchor]) {
  const element = make("a", "", text);
  element.href = anchor;
  return element;
}

// The number in front of a quote; it is what a link of the page leads to.
function numberOf(quote) {
  const number = make("span", "record-number", `[${quote.number}]`);
  number.id = quote.id;
  number.tabIndex = -1;
  return number;
}

function piece([text, numbers], quotes, begun) {
  if (!numbers.length) return [document.createTextNode(text)];
  const mark = make("mark", "", text);
  mark.dataset.quotes = numbers.join(" ");
  const starting = quotes.filter(({ number }) => numbers.includes(number) && !begun.has(number));
  starting.forEach(({ number }) => begun.add(number));
  return [...starting.map(numberOf), mark];
}

function part({ kind, label, pieces }, quotes, begun) {
  const text = make(kind === "words" ? "p" : "pre", "record-text");
  text.append(...pieces.flatMap((each) => piece(each, quotes, begun)));
  if (kind === "words") return text;
  const whole = make(kind === "tried" ? "details" : "figure");
  whole.append(make(kind === "tried" ? "summary" : "figcaption", "record-label", label), text);
  return whole;
}

function claims(lead, links) {
  const line = make("li", "", `${lead} `);
  links.forEach((each, at) => line.append(at ? ", " : "", link(each)));
  return line;
}

function turn(said) {
  const begun = new Set();
  const article = make("article", `record-turn record-${said.side}`);
  article.id = said.id;
  article.tabIndex = -1;
  article.append(make("h4", "record-who", said.who));
  article.append(...said.parts.map((each) => part(each, said.quotes, begun)));
  article.append(...said.notes.map((note) => make("p", "record-note", note)));
  const lines = said.quotes.map((quote) => claims(`[${quote.number}]`, quote.claims));
  if (said.whole.length) lines.push(claims("Whole answer:", said.whole));
  if (lines.length) {
    const list = make("ul", "record-claims");
    list.setAttribute("aria-label", "What the debrief quotes this for");
    list.append(...lines);
    article.append(list);
  }
  return article;
}

// Lights up what the address names; gives it.
function light(root) {
  root.querySelectorAll(".record-here").forEach((lit) => lit.classList.remove("record-here"));
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && root.querySelector(`#${CSS.escape(name)}`);
  if (!target) return null;
  const article = target.closest("article");
  target.closest("details")?.setAttribute("open", "");
  const number = target === article ? "" : target.textContent.slice(1, -1);
  const words = [...article.querySelectorAll("mark")].filter((mark) => mark.dataset.quotes.split(" ").includes(number));
  (words.length ? words : [article]).forEach((lit) => lit.classList.add("record-here"));
  return target;
}

// Brings what the address names into view, and the keyboard to it.
function reveal(root) {
  const target = light(root);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
  return target;
}

// While the page around it is still growing, keeps what was asked for in view; the reader's own move ends it.
function stay(target) {
  const growing = new ResizeObserver(() => target.scrollIntoView({ block: "center" }));
  const leave = () => growing.disconnect();
  document.querySelectorAll('[data-testid="stMainBlockContainer"]').forEach((main) => growing.observe(main));
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach((move) => addEventListener(move, leave, { once: true }));
  setTimeout(leave, STAY_MS);
}

const scroller = () => document.querySelector('[data-testid="stMain"]');

// What a visitor of the page does: follows a link, the same one again, or goes back to where it was.
function listen(root) {
  const look = () => reveal(root);
  const leave = ({ target }) => {
    const clicked = target instanceof Element && target.closest('a[href^="#"]');
    if (!clicked) return;
    history.replaceState({ ...history.state, recordTop: scroller()?.scrollTop }, "");
    // The same link again changes no address, and is meant all the same.
    if (clicked.hash === location.hash) look();
  };
  const back = ({ state }) => {
    const top = state?.recordTop;
    if (top !== undefined) requestAnimationFrame(() => scroller()?.scrollTo({ top, behavior: "instant" }));
  };
  addEventListener("hashchange", look);
  addEventListener("popstate", back);
  document.addEventListener("click", leave);
  return () => {
    removeEventListener("hashchange", look);
    removeEventListener("popstate", back);
    document.removeEventListener("click", leave);
  };
}

export default function ({ data, parentElement }) {
  const shown = parentElement.querySelector(".record");
  const root = shown ?? parentElement.appendChild(make("div", "record"));
  root.replaceChildren(...data.turns.map(turn));
  if (shown) {
    light(root);
  } else {
    const target = reveal(root);
    if (target) stay(target);
    cleanups.set(parentElement, listen(root));
  }
  return () => cleanups.get(parentElement)?.();
}
