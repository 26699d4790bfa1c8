// Checks that what a command needs is installed, and installs what is missing. Plain Node, because it runs before
// any package is installed.  Usage: node .ci/ensure.mjs [packages] [build] [browser] [other-browsers] [redis] [ffmpeg]
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'

const run = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: this project needs Node 20.19 or newer.`)
  process.exit(1)
}

const ensure = {
  packages() {
    const stamp = 'node_modules/.installed-lock'
    const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
    console.error('Installing packages (npm ci) …')
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
      // npm writes to standard output, which belongs to the command that asked for the packages.
      stdio: ['ignore', 2, 2],
    })
    writeFileSync(stamp, lock)
  },

  build() {
    const isThere = existsSync('dist/gateway/main.js') && existsSync('dist/page/index.html')
    if (isThere && (!existsSync('src') || read(builtStamp) === sourcesHash())) return
    console.error('Building …')
    run('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 2, 2] })
  },

  /** Written at the end of `npm run build`: a hash of what it was built from. */
  built() {
    writeFileSync(builtStamp, sourcesHash())
  },

  browser() {
    const isDebian = existsSync('/etc/debian_version')
    if (findBrowser() && (hasShell() || !isDebian)) return
    console.error('Installing a browser for the stories …')
    const playwrights = [() => run('npx', ['playwright', 'install', '--with-deps', 'chromium'])]
    const debians = [
      // The headless shell runs most stories, at half the cost (e2e/browser.ts); where it is not available, Chromium runs them all.
      () => installPackages('chromium', 'chromium-headless-shell', 'fonts-noto-cjk'),
      () => installPackages('chromium', 'fonts-noto-cjk'),
    ]
    // Debian's packages first, where available: they bring their own libraries and fonts.
    for (const attempt of isDebian ? [...debians, ...playwrights] : [...playwrights, ...debians]) {
      try {
        attempt()
      } catch {
        // The next way may work; if none does, the message below says what to do.
      }
      if (findBrowser()) return
    }
    console.error('Could not install a browser. Install Chromium, or set CHROMIUM_PATH to one, and run this again.')
    process.exit(1)
  },

  /** Firefox and WebKitGTK, as Debian has them; their stories are skipped where they cannot be installed. */
  'other-browsers'() {
    if (existsSync('/usr/bin/firefox-esr') && existsSync('/usr/bin/WebKitWebDriver')) return
    console.error('Installing Firefox ESR and WebKitGTK …')
    try {
      installPackages('firefox-esr', 'webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-noto-cjk')
    } catch {
      console.error(
        'Could not install them: only Debian’s packages firefox-esr, webkit2gtk-driver and xvfb are known to work.',
      )
    }
  },

  /** Makes the recording of the tour. */
  ffmpeg() {
    if (answers('ffmpeg', '-version')) return
    console.error('No ffmpeg found; installing one …')
    try {
      installPackages('ffmpeg')
    } catch {
      // The message below says what to do.
    }
    if (answers('ffmpeg', '-version')) return
    console.error('Could not install ffmpeg. Install it, and run this again.')
    process.exit(1)
  },

  redis() {
    if (hasRedis()) return
    console.error('No redis-server found; installing one …')
    try {
      installPackages('redis-server')
    } catch {
      // The message below says what to do.
    }
    if (hasRedis()) return
    console.error(
      'Could not install redis-server. Install Redis, or Valkey with its redis-server name, and run this again.',
    )
    process.exit(1)
  },
}

/** Hash of the sources of the build in dist, as `sourcesHash` returns it. */
const builtStamp = 'dist/.built-from'

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Hash of everything that goes into a build; after an update it differs, and a new build is needed. */
function sourcesHash() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  const folders = ['src', 'public'].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path))),
  )
  const single = readdirSync('.').filter((name) =>
    /^(index\.html|package(-lock)?\.json|vite(\.stage)?\.config\.ts|tsconfig.*\.json)$/.test(name),
  )
  for (const path of [...folders, ...single].sort()) {
    if (/\.test\.tsx?$|[\\/]testing[\\/]/.test(path) || statSync(path).isDirectory()) continue
    hash.update(`\n${path}\n`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function installPackages(...names) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args]
    run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  apt('update', '-qq')
  apt('install', '-y', '-qq', ...names)
}

const hasRedis = () => answers('redis-server', '--version')

function answers(command, option) {
  try {
    execFileSync(command, [option], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const hasShell = () => existsSync('/usr/bin/chromium-headless-shell')

function findBrowser() {
  const here = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  if (here.some((path) => path && existsSync(path))) return true
  try {
    const script = "import('@playwright/test').then(p => process.stdout.write(p.chromium.executablePath()))"
    return existsSync(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

for (const need of process.argv.slice(2)) ensure[need]()
