import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Puts compressed copies beside what the build writes; the gateway sends them as they are (gateway/page/page-files.ts). */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const output of Object.values(bundle)) {
        const path = join(dir, output.fileName)
        const content = output.type === 'chunk' ? output.code : output.source
        if (!/\.(html|js|css|svg)$/.test(path)) continue
        await writeFile(`${path}.br`, brotliCompressSync(content))
        await writeFile(`${path}.gz`, gzipSync(content))
      }
    },
  }
}

/**
 * Files of one environment (`@vitest-environment`) one after the other. Vitest ends a process when the next file wants another
 * environment than its own, and the process after it imports everything again.
 */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const environment = new Map(files.map((file) => [file, `${file.project.name} ${environmentOf(file)}`] as const))
    const of = (file: TestSpecification) => environment.get(file) ?? ''
    return (await super.sort(files)).toSorted((one, other) => of(one).localeCompare(of(other)))
  }
}

function environmentOf({ moduleId }: TestSpecification): string {
  return /@vitest-environment\s+([\w-]+)/.exec(readFileSync(moduleId, 'utf8'))?.[1] ?? 'node'
}

/** Machines that do other things besides are slow, not wrong: nets for what hangs, no test is about them. */
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }
/** Writes into the page when it was built: of two versions, the page offers the newer one (src/web/version). */
function buildTime(): Plugin {
  return {
    name: 'build-time',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'built', content: new Date().toISOString() }, injectTo: 'head' },
    ],
  }
}

/** React Aria brings its few words in 34 languages; the page speaks two (src/web/i18n/language.ts). */
function wordsOfTwoLanguages(): Plugin {
  return {
    name: 'words-of-two-languages',
    apply: 'build',
    load: {
      filter: { id: /\/node_modules\/react-(?:aria|aria-components|stately)\/.*\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler: (id) => (/\/(?:zh-CN|en-US)\.mjs$/.test(id) ? null : 'export default {}'),
    },
  }
}

/**
 * Of file-type, what tells pictures: without its lists of all that it knows, and without what looks into archives, which
 * `pictureFormatOf` never passes to it.
 */
function fileTypesOfPictures(): Plugin {
  return {
    name: 'file-types-of-pictures',
    apply: 'build',
    load: {
      filter: { id: /\/node_modules\/(?:file-type\/supported|@tokenizer\/inflate\/lib\/index)\.js$/ },
      handler: (id) =>
        id.endsWith('supported.js')
          ? 'export const extensions = []\nexport const mimeTypes = []'
          : 'export class ZipHandler {}\nexport class GzipHandler {}',
    },
  }
}

/**
 * The catalogue of problems without what the page never reads of it (`Treatment`): HTTP status, Feishu's own text and where that is
 * documented.
 */
function problemsWithoutFacts(): Plugin {
  return {
    name: 'problems-without-facts',
    apply: 'build',
    // Before TypeScript is compiled, which writes texts in another way.
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/contract\/problems\/[a-z]+\.ts$/ },
      handler: (code) => code.replaceAll(facts, ''),
    },
  }
}

const facts = /\b(?:httpStatus: (?:null|\d+)|(?:msg|source): (?:'[^'\n]*'|"[^"\n]*"|\w+)),?/g

/** Chunks that the page has before any lazy one: the entry's, and what it imports. */
const first = new Set<string>()

/** Fills `first`, before Vite writes down which chunks each lazy one needs. */
function firstChunks(): Plugin {
  return {
    name: 'first-chunks',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        const add = (file: string) => {
          const chunk = bundle[file]
          if (first.has(file) || chunk?.type !== 'chunk') return
          first.add(file)
          chunk.imports.forEach(add)
        }
        Object.values(bundle).forEach((each) => {
          if (each.type === 'chunk' && each.isEntry && each.name === 'index') add(each.fileName)
        })
      },
    },
  }
}

/** What the page begins with. */
const firstModule = join(import.meta.dirname, 'src/web/main.tsx')

/** What runs while the rest of the first visit is still loading. */
const early = 'src/web/early.ts'
const earlyModule = join(import.meta.dirname, early)

/** Puts the early script before the page's own: such scripts run in their order, each as soon as it has come. */
function earlyScript(): Plugin {
  return {
    name: 'early-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunk = Object.values(bundle).find(
          (each) => each.type === 'chunk' && each.moduleIds.includes(earlyModule),
        )
        if (!chunk) throw new Error('The early script is missing')
        return html.replace(
          '<script type="module"',
          `<script type="module" crossorigin src="./${chunk.fileName}"></script>\n    $&`,
        )
      },
    },
  }
}

/**
 * What the first visit brings along for lazy chunks: what draws icons, an icon that many have, and a function of a few lines, which
 * would be a file of its own.
 */
const broughtAlong = /\/lucide-react\/.*\/(?:createLucideIcon|icons\/search)\.|\/contract\/own\.ts$/

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What a module imports, however far away; of icons, which all come from one file, none. */
function comingWith(id: string, modules: Modules): ReadonlySet<string> {
  const known = modulesOf.get(id)
  if (known) return known
  const found = new Set<string>()
  const add = (each: string): void => {
    if (found.has(each) || each.includes('/lucide-react/')) return
    found.add(each)
    modules.getModuleInfo(each)?.importedIds.forEach(add)
  }
  modules.getModuleInfo(id)?.importedIds.forEach(add)
  modulesOf.set(id, found)
  return found
}

const modulesOf = new Map<string, ReadonlySet<string>>()

const serviceWorker = 'src/web/offline/service-worker.ts'
const serviceWorkerFile = 'service-worker.js'

/** `<feishu-uploader>`: one file at an address that stays, since portals have it in their pages. */
const embed = 'src/embed/embed.ts'
const embedFile = 'embed.js'

/** Other sites may load `embed.js`, and nothing else: it must not import a part of the page. */
function embedIsOneFile(): Plugin {
  return {
    name: 'embed-is-one-file',
    apply: 'build',
    generateBundle(_options, bundle) {
      const built = bundle[embedFile]
      if (built?.type !== 'chunk') throw new Error(`${embedFile} is missing`)
      if (built.imports.length + built.dynamicImports.length > 0) throw new Error(`${embedFile} must be one file`)
    },
  }
}

/** Files whose addresses stay from build to build. */
const stableNames = new Map([
  ['service-worker', serviceWorkerFile],
  ['embed', embedFile],
])

/** Tells the service worker which files this build has, so that it can keep them. */
function pageFilesForServiceWorker(): Plugin {
  return {
    name: 'page-files-for-service-worker',
    apply: 'build',
    generateBundle: {
      // After the stylesheet is there.
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[serviceWorkerFile]
        if (worker?.type !== 'chunk') throw new Error(`${serviceWorkerFile} is missing`)
        if (worker.imports.length > 0) throw new Error('The service worker must be one file')
        const files = [...Object.keys(bundle).filter((file) => file.startsWith('assets/')), 'favicon.svg']
        const filled = worker.code.replace('__PAGE_FILES__', () => JSON.stringify(files))
        if (filled === worker.code) throw new Error('The service worker has no place for the files')
        worker.code = filled
      },
    },
  }
}

export default defineConfig({
  // The page may be below a path of its host: its files are looked for beside it.
  base: './',
  plugins: [
    react(),
    wordsOfTwoLanguages(),
    fileTypesOfPictures(),
    problemsWithoutFacts(),
    firstChunks(),
    earlyScript(),
    buildTime(),
    pageFilesForServiceWorker(),
    embedIsOneFile(),
    compressedCopies(),
  ],
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined asset would be a data: script or style, which the page's content security policy forbids.
    assetsInlineLimit: 0,
    // One stylesheet, with the first paint: one that comes with a late part can be missing when the part is there.
    cssCodeSplit: false,
    // What is there already need not be preloaded, and its name takes room in the entry.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => !first.has(file)),
    },
    // What imports what, for the budget of the first visit (.size-limit.mjs).
    manifest: true,
    rolldownOptions: {
      input: { index: 'index.html', early, 'service-worker': serviceWorker, embed },
      output: {
        entryFileNames: ({ name }) => stableNames.get(name) ?? 'assets/[name]-[hash].js',
        // What the first visit needs is one file: over HTTP/1.1 six come at a time, and each costs a round trip.
        codeSplitting: {
          groups: [
            {
              debugName: 'early',
              priority: 1,
              name: (id, modules) => (id === earlyModule || comingWith(earlyModule, modules).has(id) ? 'early' : null),
            },
            {
              debugName: 'first',
              name: (id, modules) =>
                broughtAlong.test(id) || comingWith(firstModule, modules).has(id) ? 'first' : null,
            },
          ],
        },
      },
    },
  },
  test: {
    sequence: { sequencer: ByEnvironment },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/{contract,demo,embed,engine,web}/**/*.test.{ts,tsx}',
            'src/{gateway,simulator,verify}/**/*.test.ts',
          ],
          exclude: ['**/*.integration.test.ts'],
          environment: 'node',
          // Files share what they import: most of the time of a test file is its imports. Each cleans up after itself.
          isolate: false,
          maxWorkers: 2,
          ...patient,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['src/**/*.integration.test.ts'],
          environment: 'node',
          isolate: false,
          maxWorkers: 2,
          ...patient,
        },
      },
    ],
  },
})
