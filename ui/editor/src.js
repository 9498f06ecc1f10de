// The writing field: answers, code and sketches, in one component.
//
// Nothing typed is lost: the text goes to the server a moment after the last key, and until then it
// stands in this tab's sessionStorage, where a reload finds it. The server's text replaces what is in
// the field only when its `version` changes (another question, an emptied field); otherwise whoever
// has the higher `rev` is newer, and the field never fights the person who types.
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
const fields = new WeakMap()

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

/** What stands in the field at first: this tab's own text when it is newer than the server's. */
function newest({ name, version, text, rev }) {
  const kept = shelf.of(name)
  return kept.version === version && kept.rev > rev ? kept : { version, text, rev }
}

function mounted(component) {
  const { parentElement } = component
  const field = { component, timer: 0, ...newest(component.data), sent: component.data.rev }
  const { data } = component
  const room = parentElement.querySelector(".writing")

  const send = () => {
    clearTimeout(field.timer)
    if (field.rev > field.sent) {
      field.sent = field.rev
      field.component.setStateValue("draft", { version: field.version, rev: field.rev, text: field.text })
    }
  }
  const wrote = (update) => {
    if (!update.docChanged || field.quiet) return
    field.text = update.state.doc.toString()
    field.rev += 1
    shelf.keep(field.component.data.name, { version: field.version, rev: field.rev, text: field.text })
    clearTimeout(field.timer)
    field.timer = setTimeout(send, QUIET_MS)
  }
  const hand_in = () => {
    clearTimeout(field.timer)
    field.sent = field.rev
    field.component.setTriggerValue("done", { version: field.version, rev: field.rev, text: field.text })
    return true
  }

  field.send = send
  field.view = new EditorView({
    parent: room,
    root: parentElement instanceof ShadowRoot ? parentElement : document,
    state: EditorState.create({
      doc: field.text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: hand_in }])),
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
          "aria-description": data.manner === "prose" ? "" : "Tab indents; press Escape, then Tab, to leave",
          spellcheck: String(data.manner === "prose"),
        }),
        EditorView.updateListener.of(wrote),
        EditorView.domEventHandlers({ blur: send }),
      ],
    }),
  })
  window.addEventListener("pagehide", send)
  if (field.rev > field.sent) send()
  return field
}

/** Put the server's text into the field, without telling the server about it. */
function replaced(field, { version, text, rev }) {
  clearTimeout(field.timer)
  Object.assign(field, { version, text, rev, sent: rev, quiet: true })
  field.view.dispatch({ changes: { from: 0, to: field.view.state.doc.length, insert: text } })
  field.quiet = false
}

export default function (component) {
  const { parentElement, data } = component
  const room = parentElement.querySelector(".writing")
  room.style.height = `${data.height}px`
  room.className = `writing ${data.manner}`
  const known = fields.get(parentElement)
  const field = known ?? mounted(component)
  field.component = component
  fields.set(parentElement, field)
  const behind = data.version === field.version && data.rev > field.rev
  if (data.version > field.version || behind) replaced(field, data)
  return () => {
    if (parentElement.isConnected) return
    field.send()
    window.removeEventListener("pagehide", field.send)
    field.view.destroy()
    fields.delete(parentElement)
  }
}
