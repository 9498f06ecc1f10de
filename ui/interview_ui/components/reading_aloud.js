// Reads a question aloud with the browser's own voices. Only voices of this machine are used: others
// would send the text to another host. Where there are none, nothing is shown.
const EACH = "interview-panel-read-each"
const READ = "interview-panel-read"
const rooms = new WeakMap()

const voices = (language) =>
  speechSynthesis
    .getVoices()
    .filter((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language))

const remembered = (name) => {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null // a browser that keeps nothing
  }
}

const remember = (name, value) => {
  try {
    sessionStorage.setItem(name, value)
  } catch {
    // it is asked again next time
  }
}

function open(root) {
  const find = (name) => root.querySelector(name)
  const room = { root, shell: find(".aloud"), button: find("button"), each: find("input"), data: null, reading: null }

  room.stop = () => {
    if (!room.reading) return
    room.reading = null
    speechSynthesis.cancel()
    room.show()
  }
  room.read = () => {
    speechSynthesis.cancel()
    const said = new SpeechSynthesisUtterance(room.data.text)
    said.voice = voices(room.data.language)[0]
    said.lang = said.voice.lang
    said.onend = said.onerror = () => {
      if (room.reading !== said) return
      room.reading = null
      room.show()
    }
    room.reading = said
    speechSynthesis.speak(said)
    room.show()
  }
  room.show = () => {
    room.shell.hidden = !voices(room.data.language).length
    room.button.textContent = room.reading ? room.data.stop : room.data.start
    room.button.disabled = !room.data.text
    find("span").textContent = room.data.each
  }
  room.arrive = () => {
    room.show()
    if (room.shell.hidden || !room.each.checked || !room.data.text || remembered(READ) === room.data.id) return
    remember(READ, room.data.id)
    room.read()
  }
  room.button.onclick = () => (room.reading ? room.stop() : room.read())
  room.each.checked = remembered(EACH) === "yes"
  room.each.onchange = () => {
    remember(EACH, room.each.checked ? "yes" : "no")
    if (!room.each.checked) room.stop()
  }
  room.loaded = () => room.arrive() // browsers load their voices after the page
  speechSynthesis.addEventListener("voiceschanged", room.loaded)
  addEventListener("pagehide", room.stop)
  return room
}

function close(room) {
  speechSynthesis.removeEventListener("voiceschanged", room.loaded)
  removeEventListener("pagehide", room.stop)
  room.stop()
}

export default function ({ parentElement, data }) {
  if (!("speechSynthesis" in window)) return
  const room = rooms.get(parentElement) ?? open(parentElement)
  rooms.set(parentElement, room)
  const another = room.data?.id !== data.id
  if (another) room.stop()
  room.data = data
  if (another) room.arrive()
  return () => {
    close(room)
    rooms.delete(parentElement)
  }
}
