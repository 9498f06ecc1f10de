// Carries what a writing field wrote to the server, from a part of the page that is run alone.
//
// Streamlit may throw away what such a part had drawn, when it is run again before the browser was sent the
// run of the whole page before it, and the browser then draws it anew. A field would lose keys meanwhile;
// so nobody writes in here, and a field whose courier is away keeps its text until one comes.
const couriers = (globalThis[Symbol.for("interview-panel couriers")] ??= new Map())

export default function ({ data, setStateValue, setTriggerValue, parentElement }) {
  const courier = {
    draft: (draft) => setStateValue("draft", draft),
    done: (draft) => setTriggerValue("done", draft),
  }
  couriers.set(data.name, courier)
  window.dispatchEvent(new CustomEvent("interview-panel-courier", { detail: data.name }))
  return () => {
    if (!parentElement.isConnected && couriers.get(data.name) === courier) couriers.delete(data.name)
  }
}
