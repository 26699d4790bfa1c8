// Checks the house's sizes: how many sources a folder has, and that a short file with a single importer stands inside it.
// Usage: node .ci/check-house.mjs
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const sourcesPerFolder = 20
/** A shorter file that only one other imports is not worth opening on its own. */
const shortestLines = 20

const paths = ['src', 'e2e', 'bench']
  .flatMap((root) => readdirSync(root, { recursive: true }).map((path) => join(root, path)))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
const texts = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))
const isTest = (path) => /\.(test|spec)\.tsx?$/.test(path)
const servesTests = (path) => /^e2e\/|\/testing\//.test(path)
const sources = paths.filter((path) => !isTest(path))
const complaints = []

const counts = new Map()
for (const folder of sources.map(dirname)) counts.set(folder, (counts.get(folder) ?? 0) + 1)
for (const [folder, count] of counts) {
  if (count > sourcesPerFolder) complaints.push(`${folder}: ${count} sources, ${sourcesPerFolder} at most`)
}

/** Importers of each source. A test is one only of what serves tests. */
const importers = new Map(sources.map((path) => [path, new Set()]))
/** Loaded by address: at a time of its own, or by another program. */
const loaded = new Set()
for (const [path, text] of texts) {
  for (const [, how, named] of text.matchAll(/(\bfrom |\bimport |\bimport\(|\bnew URL\()'(\.[^']+)'/g)) {
    const target = join(dirname(path), named.replace(/\.js$/, '.ts'))
    if (how.endsWith('(')) loaded.add(target)
    else if (!isTest(path) || servesTests(target)) importers.get(target)?.add(path)
  }
}

for (const path of sources) {
  const lines = texts.get(path).trimEnd().split('\n').length
  const [importer, ...others] = importers.get(path)
  // Without any importer it is the first file of a program; knip knows these.
  if (lines >= shortestLines || importer === undefined || others.length > 0 || loaded.has(path)) continue
  complaints.push(`${path}: ${lines} lines and one importer: let it stand inside ${importer}`)
}

for (const complaint of complaints) console.error(complaint)
process.exit(complaints.length > 0 ? 1 : 0)
