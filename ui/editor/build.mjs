// One file, no CDN, the same bytes each time; beside it the licences of what is in it.
import { build } from "esbuild"
import { readFileSync, readdirSync, writeFileSync } from "node:fs"

const room = "../interview_ui/components"

const { metafile } = await build({
  entryPoints: ["src.js"],
  outfile: `${room}/writing.js`,
  bundle: true,
  format: "esm",
  minify: true,
  metafile: true,
  target: "es2022",
  lineLimit: 400, // Streamlit takes a single line for a path
})

const packages = Object.keys(metafile.inputs)
  .map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter(Boolean)
const notices = [...new Set(packages)].sort().map((name) => {
  const folder = `node_modules/${name}`
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : license
  return `${name} ${version} (${license})\n\n${text}\n`
})
writeFileSync(`${room}/writing.LICENSES.txt`, notices.join("\n---\n\n"))
