// The budget of the page. What a first visit loads until files can be dropped is read from the build's manifest: the entry,
// all it imports, and the words of one language, the longer ones. What comes behind the first paint counts in all.
import { readFileSync } from 'node:fs'

const page = 'dist/page'
const manifest = JSON.parse(readFileSync(`${page}/.vite/manifest.json`, 'utf8'))

/** Chunks that come with `key`: itself, and what it imports, however far away. */
function comingWith(key, found = new Set()) {
  if (found.has(key)) return found
  found.add(key)
  for (const imported of manifest[key].imports ?? []) comingWith(imported, found)
  return found
}

const first = [...new Set([...comingWith('index.html'), ...comingWith('src/web/i18n/zh-CN.ts')])].map(
  (key) => manifest[key],
)
const inPage = (file) => `${page}/${file}`

// Of the whole, fflate, which few need, is 4 kB, and React Aria 38 kB, which come with the first menu or tooltip (decision 43); 0.5 kB look
// for the end of animations and of progressive JPEGs (decision 41).
export default [
  { name: 'first visit, JavaScript', path: first.map(({ file }) => inPage(file)), limit: '127.5 kB', gzip: true },
  { name: 'first visit, CSS', path: `${page}/assets/*.css`, limit: '12 kB', gzip: true },
  { name: 'embed.js, in portals', path: `${page}/embed.js`, limit: '6 kB', gzip: true },
  { name: 'everything the page can load', path: `${page}/assets/*.{js,css}`, limit: '424.5 kB', gzip: true },
]
