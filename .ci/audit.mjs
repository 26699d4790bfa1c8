// Fails when a package that people run or load has a known vulnerability of high or critical severity. Where no registry
// answers (no network, a mirror without audits), it says so and fails nothing.  Usage: node .ci/audit.mjs
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'

const serious = new Set(['high', 'critical'])
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=30000'], {
  encoding: 'utf8',
  timeout: 60_000,
  maxBuffer: 64 * 1024 * 1024,
})
const report = parse(stdout)
if (report?.vulnerabilities === undefined) {
  const why = report?.message ?? report?.error?.summary ?? 'no answer'
  console.error(`Vulnerabilities were not looked up: no registry answers audits here (${why}).`)
  process.exit(0)
}

const shipped = shippedPaths()
const found = Object.values(report.vulnerabilities).filter(({ severity }) => serious.has(severity))
const inProduct = found.filter(({ nodes }) => nodes.some((path) => shipped.has(path)))
for (const { name, severity, range } of found) {
  const where = inProduct.some((one) => one.name === name) ? 'in the product' : 'in tools only'
  console.error(`${severity}: ${name} ${range} (${where})`)
}
process.exit(inProduct.length > 0 ? 1 : 0)

/** Paths in node_modules of the packages that the servers run or the page is built from, with their dependencies. */
function shippedPaths() {
  const paths = new Set()
  const visit = (name, from) => {
    const path = resolve(name, from)
    if (path === undefined || paths.has(path)) return
    paths.add(path)
    const { dependencies: needs = {}, optionalDependencies: may = {} } = packages[path]
    for (const next of Object.keys({ ...needs, ...may })) visit(next, path)
  }
  for (const name of new Set([...Object.keys(dependencies), ...importedBySources()])) visit(name, '')
  return paths
}

/** Resolves a package as Node does: beside the importing one, then in the parent folders. */
function resolve(name, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[path]) return path
    if (at === '') return undefined
  }
}

/** The page's packages are development dependencies, because the build puts them into its files. */
function importedBySources() {
  const names = new Set()
  for (const entry of readdirSync('src', { recursive: true, withFileTypes: true })) {
    if (!/(?<!\.test)\.tsx?$/.test(entry.name) || /testing/.test(entry.parentPath)) continue
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
    for (const [, from] of text.matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g)) {
      const name = from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/')
      if (!from.startsWith('node:') && !builtinModules.includes(name)) names.add(name)
    }
  }
  return names
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
