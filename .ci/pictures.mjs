// Compares pictures of every state of the page, in all its looks, in this tree's build with those of an earlier revision's:
//   npm run pictures -- [REVISION] [--grep WALK] [--looks LOOK] [--only-here]
// REVISION: HEAD where files differ from it, otherwise main, otherwise the commit before. Its build is made once, in a temporary folder.
// --grep: walks by their titles; --looks: by names such as zh-CN-390-dark. Both are regular expressions.
// --only-here: without an earlier revision: checks and pictures of this tree alone.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const args = process.argv.slice(2)
const isOnlyHere = args.includes('--only-here')
const valued = ['--grep', '--looks']
const valueOf = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const grep = valueOf('--grep') === undefined ? [] : ['--grep', valueOf('--grep')]
const named = args.find((arg, at) => !arg.startsWith('--') && !valued.includes(args[at - 1]))

const git = (...gitArgs) => execFileSync('git', gitArgs, { encoding: 'utf8' }).trim()
const home = join(tmpdir(), 'feishu-uploader-pictures')
const folder = join(home, new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14))

/** The next time that it is ten o'clock: never before the present, so that no cookie ends at once. */
function tenOClock() {
  const ten = new Date()
  ten.setHours(10, 0, 0, 0)
  if (ten.getTime() < Date.now()) ten.setDate(ten.getDate() + 1)
  return ten.getTime()
}

/** Latest commit whose page may differ from this tree's. */
function usualRevision() {
  if (git('status', '--porcelain') !== '') return 'HEAD'
  const main = spawnSync('git', ['rev-parse', '--verify', '--quiet', 'main'], { encoding: 'utf8' }).stdout.trim()
  return main !== '' && main !== git('rev-parse', 'HEAD') ? 'main' : 'HEAD~1'
}

/** A checkout of a revision with its build; made once for each commit. */
function builtTree(revision) {
  const commit = git('rev-parse', `${revision}^{commit}`)
  const tree = join(home, 'builds', commit)
  if (existsSync(join(tree, 'built'))) return tree
  console.log(`Building ${revision} (${commit.slice(0, 8)}) …`)
  mkdirSync(tree, { recursive: true })
  const archive = execFileSync('git', ['archive', commit], { maxBuffer: 2 ** 30 })
  execFileSync('tar', ['-x', '-C', tree], { input: archive })
  const isSameLock = readFileSync(join(tree, 'package-lock.json')).equals(readFileSync('package-lock.json'))
  if (isSameLock && !existsSync(join(tree, 'node_modules')))
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))
  const run = (command, ...commandArgs) => execFileSync(command, commandArgs, { cwd: tree, stdio: ['ignore', 2, 2] })
  if (!isSameLock) run('node', '.ci/ensure.mjs', 'packages')
  run('npm', 'run', '--silent', 'build')
  writeFileSync(join(tree, 'built'), '')
  return tree
}

/** Walks through all states of one build; returns whether the walk and its checks found nothing wrong. */
function walk(side, tree, atMs) {
  console.log(`Pictures of ${side === 'before' ? tree : 'this tree'} …`)
  const config = ['--config', 'e2e/pictures/pictures.config.ts', '--reporter', 'line']
  const env = {
    ...process.env,
    PICTURES_SIDE: side,
    PICTURES_TREE: tree,
    PICTURES_FOLDER: folder,
    PICTURES_AT_MS: `${atMs}`,
    PICTURES_LOOKS: valueOf('--looks') ?? '',
  }
  return spawnSync('npx', ['playwright', 'test', ...config, ...grep], { env, stdio: 'inherit' }).status === 0
}

const foldersIn = (path) => (existsSync(path) ? readdirSync(path).toSorted() : [])
const html = (text) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A page with all pictures, what differs first. */
function writeIndex(states) {
  const figure = (path, caption) =>
    existsSync(join(folder, path))
      ? `<figure><a href="${path}"><img src="${path}" loading="lazy"></a><figcaption>${html(caption)}</figcaption></figure>`
      : ''
  const sections = states.map(({ state, is, looks }) => {
    const pictures =
      looks.length > 0
        ? looks.flatMap((look) =>
            ['before', 'after', 'diff'].map((side) =>
              figure(`differences/${state}/${look}-${side}.png`, `${look}, ${side}`),
            ),
          )
        : foldersIn(join(folder, is === 'gone' ? 'before' : 'after', state)).map((file) =>
            figure(`${is === 'gone' ? 'before' : 'after'}/${state}/${file}`, file),
          )
    return `<section><h2>${html(state)}: ${is}</h2>${pictures.join('')}</section>`
  })
  const style =
    'figure { display: inline-block; margin: 4px; vertical-align: top } img { max-width: 300px; max-height: 420px; border: 1px solid #999 }'
  const path = join(folder, 'index.html')
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>${style}</style>${sections.join('')}`,
  )
  return path
}

function report() {
  const [before, after] = ['before', 'after'].map((side) => new Set(foldersIn(join(folder, side))))
  const states = [...new Set([...before, ...after])].map((state) => {
    const differing = new Set(
      foldersIn(join(folder, 'differences', state)).map((file) => file.replace(/-(before|after|diff)\.png$/, '')),
    )
    const looks = [...differing].toSorted()
    const is = !before.has(state) ? 'new' : !after.has(state) ? 'gone' : looks.length > 0 ? 'differs' : 'same'
    return { state, is, looks }
  })
  const order = ['differs', 'gone', 'new', 'same']
  const sorted = states.toSorted((one, other) => order.indexOf(one.is) - order.indexOf(other.is))
  const index = writeIndex(sorted)
  const of = (is) => sorted.filter((each) => each.is === is)
  for (const { state, looks } of of('differs'))
    console.log(
      `differs  ${state}: ${looks.length} looks (${looks.slice(0, 4).join(', ')}${looks.length > 4 ? ' …' : ''})`,
    )
  if (!isOnlyHere) {
    for (const { state } of of('gone')) console.log(`gone     ${state}: only the earlier build reaches it`)
    for (const { state } of of('new')) console.log(`new      ${state}: only this tree reaches it`)
  }
  console.log(`${of('differs').length} states differ, ${of('same').length} are the same. ${index}`)
  return of('differs').length === 0
}

const atMs = tenOClock()
mkdirSync(folder, { recursive: true })
// What the earlier build does not reach is reported as such.
if (!isOnlyHere) walk('before', builtTree(named ?? usualRevision()), atMs)
const isSound = walk('after', resolve('.'), atMs)
const isSame = report()
process.exit(isSound && isSame ? 0 : 1)
