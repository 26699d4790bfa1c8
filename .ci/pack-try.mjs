// Packs the gateway into one file, installs it in an empty folder as an operator would, starts it there and asks it for the page.
// Takes a minute, mostly for the build and the registry: `npm run pack:try`.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'feishu-uploader-pack-'))
const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const readyWithinMs = 60_000

/** @returns {{ name: string, filename: string, version: string, files: { path: string }[], size: number }} */
function pack() {
  // The build prints to the same stream, before the list.
  const text = npm('.', 'pack', '--json', '--pack-destination', folder)
  const [packed] = JSON.parse(text.slice(text.search(/^\[\s*\{/m)))
  return packed
}

function expect(isSo, what) {
  if (!isSo) throw new Error(`Not so: ${what}`)
  console.log(`ok: ${what}`)
}

function run(env) {
  // As npx starts it; npx itself would keep signals to itself.
  const child = spawn(join(folder, 'node_modules/.bin/feishu-uploader'), [], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
  })
  let text = ''
  const more = (chunk) => (text += String(chunk))
  child.stdout.on('data', more)
  child.stderr.on('data', more)
  const code = new Promise((resolve) => child.once('exit', resolve))
  return { child, code, output: () => text }
}

async function readyAt({ output, code }) {
  let isOver = false
  void code.then(() => (isOver = true))
  for (const endMs = Date.now() + readyWithinMs; Date.now() < endMs && !isOver;) {
    const url = /Ready at (http:\/\/[^"\s]+)/.exec(output())?.[1]
    if (url) return url
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The gateway was not ready:\n${output()}`)
}

try {
  const { filename, version, files, size } = pack()
  const paths = files.map(({ path }) => path)
  const odd = paths.filter((path) =>
    /\.test\.|testing\/|^src\/(?!embed\/types\/)|^dist\/(?:simulator|engine|demo)|\.tsbuildinfo/.test(path),
  )
  expect(odd.length === 0, `no tests and no sources in ${filename} ${odd.join(' ')}`)
  expect(size < 3_000_000, `${paths.length} files, ${Math.round(size / 1000)} kB`)

  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  npm(folder, 'install', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`)

  const unset = run({})
  expect((await unset.code) === 78, 'without variables it says which, and ends with code 78')
  expect(unset.output().includes('FEISHU_APP_ID is not set'), 'FEISHU_APP_ID is named')

  const started = run({ FEISHU_APP_ID: 'cli_test', FEISHU_APP_SECRET: 'secret', PORT: '0' })
  try {
    const url = await readyAt(started)
    const page = await (await fetch(url)).text()
    const [, entry] = /type="module"[^>]*src="\.\/([^"]+)"/.exec(page) ?? []
    expect((await fetch(`${url}/${entry}`)).ok, `the page of ${version} and its script are served`)
    expect((await fetch(`${url}/embed.js`)).ok && (await fetch(`${url}/readyz`)).ok, 'so are embed.js and /readyz')
  } finally {
    started.child.kill('SIGTERM')
  }
  expect((await started.code) === 0, 'SIGTERM ends it')
  expect(readFileSync(join(folder, 'package.json'), 'utf8').includes(filename), 'an empty folder was enough')
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
