// Checks the documents: paths and links exist, no heading stands twice, decisions are numbered without gaps, each dependency has its reason.
// Usage: node .ci/check-docs.mjs
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const guides = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  'src/simulator/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const decisions = readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`)
/** Documents whose paths must exist. Decision records may name paths of their time. */
const withPaths = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/glossary.md',
  'docs/adding-a-family.md',
  'docs/feishu.md',
]

const complaints = []

/** The text outside of code fences. */
function proseOf(document) {
  return readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```/gm, '')
}

for (const document of withPaths) {
  for (const [, code] of proseOf(document).matchAll(/`([^`\n]+)`/g)) {
    const isPath =
      /^[\w@.-]+(\/[\w@.-]+)*\.(ts|tsx|js|mjs|json|css|md)$/.test(code) ||
      /^(src|e2e|bench|docs)\/[\w@./-]*$/.test(code)
    if (isPath && !existsSync(code)) complaints.push(`${document}: there is no ${code}`)
  }
}

for (const document of [...guides, ...decisions]) {
  for (const [, target] of proseOf(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    if (!existsSync(join(dirname(document), target)))
      complaints.push(`${document}: the link to ${target} leads nowhere`)
  }
}

// A link to a heading leads to the first of that name.
for (const document of guides) {
  const headings = [...proseOf(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading)
  for (const [at, heading] of headings.entries()) {
    if (headings.indexOf(heading) < at) complaints.push(`${document}: the heading “${heading}” is there twice`)
  }
}

const numbers = decisions.map((path) => Number(/(\d{4})-[^/]+$/.exec(path)?.[1])).sort((a, b) => a - b)
for (const [at, number] of numbers.entries()) {
  if (number === at + 1) continue
  complaints.push(`docs/decisions: number ${at + 1} is missing or there twice`)
  break
}

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const reasons = readFileSync('docs/dependencies.md', 'utf8')
const packages = Object.keys({ ...dependencies, ...devDependencies })
for (const name of packages) {
  if (!reasons.includes(`\`${name}\``)) complaints.push(`docs/dependencies.md: ${name} has no reason`)
}
for (const [, cell] of reasons.matchAll(/^\| (`[^|]*) \|/gm)) {
  for (const [, name] of cell.matchAll(/`([^`]+)`/g)) {
    if (!packages.includes(name)) complaints.push(`docs/dependencies.md: ${name} is no dependency`)
  }
}

for (const complaint of complaints) console.error(complaint)
process.exit(complaints.length > 0 ? 1 : 0)
