// The writing field: answers, code and sketches, in one component.
//
// Nothing typed is lost: the text goes to the server a moment after the last key and before any click is
// handled, and until then it stands in this tab's sessionStorage, where a reload finds it. Whoever types is
// never overruled. The server's text comes in when nobody typed here; when its `version` grows, what left
// the field with the last hand-in (`handed`) is taken out of it, and what was typed since stays.
//
// Its courier (courier.js) takes the text to the server; while there is none, the text waits for it here.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands"
import { pythonLanguage } from "@codemirror/lang-python"
import {
  HighlightStyle, LanguageSupport, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language"
import { EditorState, Prec } from "@codemirror/state"
import {
  EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers, placeholder,
} from "@codemirror/view"
import { tags } from "@lezer/highlight"

const QUIET_MS = 400
const LONGEST_UNSENT_MS = 2000
const fields = new WeakMap()
const couriers = (globalThis[Symbol.for("interview-panel couriers")] ??= new Map())

const inks = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-violet-text-color, #6f3fc0)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--st-green-text-color, #177233)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--st-orange-text-color, #b35900)" },
  { tag: tags.comment, color: "var(--st-gray-text-color, #666)", fontStyle: "italic" },
  { tag: [tags.definition(tags.variableName), tags.function(tags.variableName)], color: "var(--st-blue-text-color, #0054a3)" },
])

const looks = EditorView.theme({
  "&": {
    color: "var(--st-text-color)",
    backgroundColor: "var(--st-secondary-background-color)",
    border: "1px solid var(--st-widget-border-color, transparent)",
    borderRadius: "var(--st-base-radius)",
    height: "100%",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "-1px" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: "0.5rem 0" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": { color: "var(--st-gray-text-color, #666)", backgroundColor: "transparent", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-placeholder": { color: "var(--st-gray-text-color, #666)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 30%, transparent)",
  },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5", overflow: "auto" },
})

const manners = {
  prose: [EditorView.lineWrapping],
  plain: [lineNumbers(), keymap.of([indentWithTab])],
  python: [
    lineNumbers(), highlightActiveLine(), bracketMatching(), closeBrackets(), indentOnInput(),
    indentUnit.of("    "), new LanguageSupport(pythonLanguage), keymap.of([...closeBracketsKeymap, indentWithTab]),
  ],
}

const shelf = {
  of: (name) => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? {}
    } catch {
      return {}
    }
  },
  keep: (name, kept) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(kept))
    } catch {
      // Full or forbidden: the server still gets the text, a moment later.
    }
  },
}

/** What of a text was not handed in: what was typed after it, or something else altogether. */
function unsent(text, handed) {
  if (handed.startsWith(text)) return ""
  return text.startsWith(handed) ? text.slice(handed.length) : text
}

/** What stands in the field at first: this tab's own text where the server has not got it. */
function newest({ name, version, rev, text, handed }) {
  const kept = shelf.of(name)
  if (kept.version === version && kept.rev > rev) return { ...kept, own: true }
  const rest = kept.version === version - 1 ? unsent(kept.text, handed) : ""
  return { version, rev: rev + Boolean(rest), text: text + rest, own: Boolean(rest) }
}

const draft = ({ version, rev, text }) => ({ version, rev, text })

function send(field) {
  clearTimeout(field.timer)
  field.due = 0
  const courier = couriers.get(field.component.data.name)
  if (field.rev <= field.sent || !courier) return
  field.sent = field.rev
  courier.draft(draft(field))
  field.leaving = true
  setTimeout(() => { field.leaving = false })
}

/**
 * Have a button hear of its click after the server was sent the text that was on the screen.
 *
 * Streamlit sends what changes in one tick together, as one fragment's: the button would not be heard.
 */
function clicked(field, event) {
  send(field)
  const button = event.target.closest("button")
  if (!button || !field.leaving) return
  event.stopImmediatePropagation()
  event.preventDefault()
  setTimeout(() => button.click())
}

/** Keep a text that is this tab's own, and send it when the keys rest, or at the latest before long. */
function keep(field) {
  shelf.keep(field.component.data.name, draft(field))
  clearTimeout(field.timer)
  field.due ||= Date.now() + LONGEST_UNSENT_MS
  field.timer = setTimeout(() => send(field), Math.min(QUIET_MS, field.due - Date.now()))
}

function hand_in(field) {
  const courier = couriers.get(field.component.data.name)
  field.done = !courier
  if (!courier) return true
  clearTimeout(field.timer)
  field.sent = field.rev
  courier.done(draft(field))
  return true
}

/** A courier came: it takes what waited for it. */
function fetched(field, name) {
  if (name !== field.component.data.name) return
  if (field.done) hand_in(field)
  else send(field)
}

function mounted(component) {
  const { data, parentElement } = component
  const field = { component, timer: 0, due: 0, sent: data.rev, asked: "", ...newest(data) }
  const wrote = (update) => {
    if (!update.docChanged || field.quiet) return
    Object.assign(field, { text: update.state.doc.toString(), rev: field.rev + 1, own: true })
    keep(field)
  }
  field.send = () => send(field)
  field.clicked = (event) => clicked(field, event)
  field.stirred = () => stirred(field)
  field.fetched = (event) => fetched(field, event.detail)
  field.view = new EditorView({
    parent: parentElement.querySelector(".writing"),
    root: parentElement instanceof ShadowRoot ? parentElement : document,
    state: EditorState.create({
      doc: field.text,
      selection: { anchor: data.manner === "prose" ? field.text.length : 0 },
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => hand_in(field) }])),
        manners[data.manner],
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        syntaxHighlighting(inks),
        looks,
        placeholder(data.placeholder),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": data.label,
          "aria-description": data.keys,
          ...(data.manner === "prose" && { spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
        }),
        EditorView.updateListener.of(wrote),
        EditorView.domEventHandlers({ blur: field.send }),
      ],
    }),
  })
  window.addEventListener("pagehide", field.send)
  window.addEventListener("click", field.clicked, true)
  window.addEventListener("keydown", field.stirred, true)
  window.addEventListener("interview-panel-courier", field.fetched)
  if (field.rev > field.sent) send(field)
  return field
}

function unmounted(field) {
  send(field)
  clearTimeout(field.nudging)
  window.removeEventListener("pagehide", field.send)
  window.removeEventListener("click", field.clicked, true)
  window.removeEventListener("keydown", field.stirred, true)
  window.removeEventListener("interview-panel-courier", field.fetched)
  field.view.destroy()
}

/** Put the server's text in front of what stays of the field's own. */
function replaced(field, data, rest) {
  const to = field.text.length - rest.length
  Object.assign(field, { version: data.version, rev: data.rev, sent: data.rev, text: data.text + rest, quiet: true })
  field.view.dispatch({ changes: { from: 0, to, insert: data.text } })
  Object.assign(field, { quiet: false, own: Boolean(rest), rev: data.rev + Boolean(rest) })
  shelf.keep(data.name, draft(field))
  if (rest) keep(field)
}

/** Bring field and server together after the server spoke. */
function reconciled(field, data) {
  if (data.version > field.version) {
    replaced(field, data, field.own ? unsent(field.text, data.handed) : "")
  } else if (data.version === field.version && data.rev > field.rev) {
    if (!field.own) return replaced(field, data, "")
    field.rev = data.rev + 1
    keep(field)
  }
}

/** A new question: tell it to those who listen, and take the keys unless they are wanted elsewhere. */
function asked(field, { turn, told, buttons }) {
  if (turn === field.asked) return
  field.asked = turn
  const { parentElement } = field.component
  setTimeout(() => { parentElement.querySelector(".told").textContent = told }) // changes are read out, beginnings are not
  const at = document.activeElement
  const free = !at || at === document.body || at.closest(`.st-key-${buttons}`)
  if (turn && free && !matchMedia("(pointer: coarse)").matches) field.view.focus()
}

/** A key was pressed: the nudge begins to wait again. */
function stirred(field) {
  const { data, parentElement } = field.component
  const line = parentElement.querySelector(".nudge")
  line.textContent = ""
  clearTimeout(field.nudging)
  if (data.nudge) field.nudging = setTimeout(() => { line.textContent = data.nudge }, data.patience * 1000)
}

export default function (component) {
  const { parentElement, data } = component
  const room = parentElement.querySelector(".writing")
  room.style.height = `${data.height}px`
  room.className = `writing ${data.manner}`
  parentElement.querySelector(".label").textContent = data.label
  parentElement.querySelector(".nudge").hidden = !data.patience
  const field = fields.get(parentElement) ?? mounted(component)
  fields.set(parentElement, field)
  field.component = component
  reconciled(field, data)
  const waits = `${data.turn} ${data.nudge}`
  if (waits !== field.waits) stirred(field)
  field.waits = waits
  asked(field, data)
  return () => {
    if (parentElement.isConnected) return
    unmounted(field)
    fields.delete(parentElement)
  }
}
