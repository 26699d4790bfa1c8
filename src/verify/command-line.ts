import { parseArgs } from 'node:util'
import { readDocumentLink, type DocumentKind, type LinkRules } from '../contract/feishu/document-links.ts'
import type { Linked } from './places/prepare-places.ts'

/** What the operator wrote behind `npm run verify --`. */
export interface CommandLine {
  readonly against: 'feishu' | 'simulator'
  readonly folder: Linked | 'root' | null
  readonly document: Linked | null
  readonly sheet: Linked | null
  readonly base: Linked | null
  /** Questions to ask; null: all. */
  readonly only: readonly string[] | null
  /** Scopes to ask a person for, besides those of the product. */
  readonly scopes: readonly string[]
  /** Does not ask before it begins. */
  readonly yes: boolean
  /** Path of the report. */
  readonly report: string
  readonly isHelp: boolean
}

export type CommandLineReading =
  | { readonly ok: true; readonly commandLine: CommandLine }
  | { readonly ok: false; readonly errors: readonly string[] }

export const usage = `npm run verify -- --folder LINK [--base LINK] [more]

  --folder LINK     a folder in which it may make a folder with a document and a sheet; root: your own root folder
  --base LINK       a base with a column of text and one of attachments; some records are made in its first such table
  --document LINK   a document to write into instead of one of its own
  --sheet LINK      a sheet to write into instead of one of its own: the last 20 rows of its first tab, if they are empty
  --only U31,U33    these questions only
  --scopes A,B      more scopes to ask for: space:document:delete lets it remove what it makes
  --yes             does not ask before it begins
  --report PATH     where the report goes (verify-report.json)
  --against simulator   proves the command itself: no Feishu, no environment needed

The environment is that of npm start. docs/verify.md tells the rest.
`

const options = {
  against: { type: 'string', default: 'feishu' },
  folder: { type: 'string' },
  document: { type: 'string' },
  sheet: { type: 'string' },
  base: { type: 'string' },
  only: { type: 'string' },
  scopes: { type: 'string', default: '' },
  yes: { type: 'boolean', default: false },
  report: { type: 'string', default: 'verify-report.json' },
  help: { type: 'boolean', default: false },
} as const

const kinds = {
  folder: ['folder'],
  document: ['docx', 'wiki'],
  sheet: ['sheet', 'wiki'],
  base: ['bitable', 'wiki'],
} as const satisfies Record<string, readonly DocumentKind[]>

/** Reads the command line; reports all errors at once. */
export function readCommandLine(
  args: readonly string[],
  rules: LinkRules,
  questions: readonly string[],
): CommandLineReading {
  const parsed = parse(args)
  if ('error' in parsed) return { ok: false, errors: [parsed.error] }
  const { values } = parsed
  const errors: string[] = []
  const link = (name: keyof typeof kinds) => {
    const read = readLink(name, values[name], rules)
    if (read === undefined) errors.push(`--${name} is no link of a ${name}: copy it from the browser's address bar`)
    return read ?? null
  }
  const only = values.only === undefined ? null : list(values.only)
  const unknown = (only ?? []).filter((question) => !questions.includes(question))
  if (unknown.length > 0) errors.push(`--only names ${unknown.join(', ')}, which is no question`)
  if (values.against !== 'feishu' && values.against !== 'simulator') errors.push('--against is feishu or simulator')
  const places = {
    folder: values.folder === 'root' ? ('root' as const) : link('folder'),
    document: link('document'),
    sheet: link('sheet'),
    base: link('base'),
  }
  const needsPlace = values.against === 'feishu' && !values.help && errors.length === 0
  if (needsPlace && Object.values(places).every((place) => place === null)) {
    errors.push('It needs at least --folder, a folder in which it may make and remove a document and a sheet')
  }
  if (errors.length > 0) return { ok: false, errors }
  const { yes, report, help: isHelp } = values
  const against = values.against === 'simulator' ? 'simulator' : 'feishu'
  return { ok: true, commandLine: { against, ...places, only, scopes: list(values.scopes), yes, report, isHelp } }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'unknown option' }
  }
}

/** Null where nothing was given; undefined where it is no such link. */
function readLink(name: keyof typeof kinds, given: string | undefined, rules: LinkRules): Linked | null | undefined {
  if (given === undefined) return null
  const wanted: readonly (DocumentKind | null)[] = kinds[name]
  const read = readDocumentLink(given, rules)
  if (!read.ok || !wanted.includes(read.kind)) return undefined
  return { token: read.token, isWikiPage: read.kind === 'wiki' }
}

function list(text: string): readonly string[] {
  return text.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]))
}
