import type { LinkRules, UnusableLink } from '../../contract/feishu/document-links.ts'
import { explainDocumentLink } from '../../contract/feishu/links/explain-link.ts'
import { Subscribable } from '../../engine/subscribable.ts'
import type { SourceFile } from '../../engine/files/source-file.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import type { DroppedEntry } from './dropped-entry.ts'
import type { Drop, Goal, Intake } from './intake/intake.ts'
import { orderOf, type Order, type OrderTaken } from './order.ts'
import type { ArrivingFiles } from './page-drops.ts'
import { PastedNames } from './pasted-files.ts'
import { readDrop, type DropResult } from './read-drop.ts'
import { pathOf, walk, type Located, type WalkRules } from './walk.ts'

/** What the page says of a drop, until a person has read it. */
export type Report =
  | FilesReport
  /** Text that is no link, and the address of a picture: nothing that can be uploaded. */
  | { readonly is: 'text' | 'picture'; readonly id: number }
  /** An address that is no document's. */
  | { readonly is: 'no-document'; readonly id: number; readonly link: UnusableLink }

export interface FilesReport extends DropResult {
  readonly is: 'files'
  readonly id: number
  /** Number of items for which the browser gave nothing to read. */
  readonly lost: number
  /** The order of the files, and the other one that may be meant; null where there is no other. */
  readonly order: { readonly taken: OrderTaken; readonly other: OrderTaken } | null
  readonly isZipping: boolean
  /** Paths of packages that cannot be one zip. */
  readonly notZipped: readonly string[]
}

/** How files are read: where they go, and the language for the order of names and for new names. */
export interface Circumstances {
  readonly goal: Goal
  readonly language: string
  /** Word by which pasted pictures are named. */
  readonly screenshotWord: string
}

interface Reading {
  readonly circumstances: Circumstances
  readonly drop: Drop
  /** Names of what was dropped, in each order that may be meant. */
  readonly orders: ReadonlyMap<OrderTaken, readonly string[]>
}

type ZipPackage = typeof import('./packages/zip-package.ts')

export const zipPackage = new LazyModule<ZipPackage>(() => import('./packages/zip-package.ts'))

/** Reads drops into the intake, and keeps what has to be said of them. */
export class DropReader {
  readonly #intake: Intake
  readonly #loadZip: () => Promise<ZipPackage>
  readonly #changes = new Subscribable()
  readonly #pastedNames = new PastedNames()
  readonly #readings = new Map<number, Reading>()
  #reports: readonly Report[] = []
  #lastId = 0

  readonly subscribe = this.#changes.subscribe

  /** @param loadZip Loads what makes zips, which few need. */
  constructor(intake: Intake, loadZip: () => Promise<ZipPackage> = () => zipPackage.load()) {
    this.#intake = intake
    this.#loadZip = loadZip
  }

  readonly getSnapshot = (): readonly Report[] => this.#reports

  readonly read = ({ how, atMs, taken, text }: ArrivingFiles, circumstances: Circumstances): void => {
    const id = this.#nextId()
    const located = taken.then(({ entries, lost }) => {
      const isNothing = entries.length === 0 && lost > 0 && text !== null
      if (isNothing) this.tell(text.isPicture ? 'picture' : 'text')
      this.#change(id, { lost: isNothing ? 0 : lost })
      if (isNothing) this.dismiss(id)
      // Pasted pictures have no names of their own to sort by.
      if (how === 'pasted') return entries.map((entry) => this.#named(entry, circumstances.screenshotWord, atMs))
      const order = orderOf(entries.map(handedOf), circumstances.language)
      this.#learnOrder(id, order)
      return order.items.map(({ entry }) => entry)
    })
    const rules = { language: circumstances.language, leavesOut: true, opensPackages: false }
    this.#start(id, { located: located.then(atTop), rules, circumstances })
  }

  /** Says that nothing of a drop can be uploaded. */
  readonly tell = (is: 'text' | 'picture'): void => this.#add({ is, id: this.#nextId() })

  /** Says what an address is that is no document's, and what to do instead. */
  readonly explain = (pasted: string, rules: LinkRules): void => {
    const read = explainDocumentLink(pasted, rules)
    if (!read.ok) this.#add({ is: 'no-document', id: this.#nextId(), link: read })
  }

  readonly dismiss = (id: number): void => {
    this.#readings.delete(id)
    this.#publish(this.#reports.filter((report) => report.id !== id))
  }

  /** Adds what was left out. */
  readonly addLeftOut = (id: number): void => {
    this.#readOn(id, this.#reportOf(id)?.leftOut, { leavesOut: false, opensPackages: false })
    this.#settle(id, { leftOut: [] })
  }

  /** Adds packages as the files in them. */
  readonly addPieces = (id: number): void => {
    this.#readOn(id, this.#reportOf(id)?.packages, { leavesOut: true, opensPackages: true })
    this.leavePackages(id)
  }

  readonly leavePackages = (id: number): void => this.#settle(id, { packages: [], notZipped: [] })

  /** Adds each package as one zip; those that cannot be one are left to be decided again. */
  readonly addZips = async (id: number): Promise<void> => {
    const [report, reading] = [this.#reportOf(id), this.#readings.get(id)]
    if (!report || !reading || report.isZipping) return
    this.#change(id, { isZipping: true })
    const { goal, language } = reading.circumstances
    const stay: Located<Package>[] = []
    for (const each of report.packages) {
      const zip = await this.#zipped(each, language)
      if (zip) this.#intake.take([[zip]], goal)
      else stay.push(each)
    }
    this.#settle(id, { isZipping: false, packages: stay, notZipped: stay.map(pathOf) })
  }

  /** Whether the order of a drop can still be changed. */
  readonly isArrangeable = (id: number): boolean => {
    const reading = this.#readings.get(id)
    return reading !== undefined && this.#intake.isArrangeable(reading.drop)
  }

  /** Takes the other order. */
  readonly changeOrder = (id: number): void => {
    const [report, reading] = [this.#reportOf(id), this.#readings.get(id)]
    if (!report?.order || !reading) return
    const { taken, other } = report.order
    const positions = new Map(reading.orders.get(other)?.map((name, at) => [name, at]))
    this.#intake.arrange(reading.drop, (path) => positions.get(path.split('/', 1)[0] ?? '') ?? 0)
    this.#change(id, { order: { taken: other, other: taken } })
  }

  #start(id: number, { located, rules, circumstances }: Start): void {
    const drop = readDrop(located, rules, (result) => this.#change(id, result))
    this.#readings.set(id, { circumstances, drop, orders: new Map() })
    // The order of an earlier drop is not offered any more.
    for (const report of this.#reports) if (isAboutOrderOnly(report)) this.dismiss(report.id)
    this.#add({ is: 'files', id, ...nothingRead })
    this.#intake.take(drop, circumstances.goal)
  }

  /** The package as one zip; null where it cannot be one. */
  async #zipped(located: Located<Package>, language: string): Promise<SourceFile | null> {
    const files: SourceFile[] = []
    const unreadable: string[] = []
    await walk([located], { language, leavesOut: false, opensPackages: true }, (found) => {
      files.push(...found.files)
      unreadable.push(...found.unreadable)
    })
    if (unreadable.length > 0) return null
    const { zipOf } = await this.#loadZip()
    const zip = await zipOf(pathOf(located), files).catch(() => 'unreadable' as const)
    return typeof zip === 'string' ? null : zip
  }

  #readOn(id: number, located: readonly Located[] = [], rules: Omit<WalkRules, 'language'>): void {
    const reading = this.#readings.get(id)
    if (!reading || located.length === 0) return
    const { circumstances } = reading
    const { language } = circumstances
    this.#start(this.#nextId(), { located: Promise.resolve(located), rules: { ...rules, language }, circumstances })
  }

  #learnOrder(id: number, { taken, items, other: others }: Order<ReturnType<typeof handedOf>>): void {
    const reading = this.#readings.get(id)
    if (!reading || !others) return
    const other = taken === 'name' ? 'given' : 'name'
    const namesOf = (entries: typeof items) => entries.map(({ name }) => name)
    const orders = new Map([[taken, namesOf(items)] as const, [other, namesOf(others)] as const])
    this.#readings.set(id, { ...reading, orders })
    this.#change(id, { order: { taken, other } })
  }

  #named(entry: DroppedEntry, word: string, atMs: number): DroppedEntry {
    if (!entry.given) return entry
    const given = this.#pastedNames.name(entry.given, word, new Date(atMs))
    return { ...entry, name: given.name, given }
  }

  #nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  #reportOf(id: number): FilesReport | undefined {
    return this.#reports.find((report) => report.is === 'files' && report.id === id) as FilesReport | undefined
  }

  #add(report: Report): void {
    // Said once, however often text is dropped.
    const others = this.#reports.filter(({ is }) => is === 'files' || is !== report.is)
    this.#publish([...others, report])
  }

  #change(id: number, changed: Partial<FilesReport>): void {
    const report = this.#reportOf(id)
    if (!report) return
    const next = { ...report, ...changed }
    if (isWorthSaying(next)) this.#publish(this.#reports.map((each) => (each === report ? next : each)))
    else this.dismiss(id)
  }

  /** Changes a report because a person has decided; a report with nothing left to decide is removed. */
  #settle(id: number, changed: Partial<FilesReport>): void {
    this.#change(id, changed)
    const report = this.#reportOf(id)
    if (report?.order === null && !isSomethingMissing(report)) this.dismiss(id)
  }

  #publish(reports: readonly Report[]): void {
    this.#reports = reports
    this.#changes.publish()
  }
}

/** Returns a function that gives the same reader each time, so that what has to be said survives a change of the queue. */
export function oneReader(): (intake: Intake) => DropReader {
  let reader: DropReader | null = null
  return (intake) => (reader ??= new DropReader(intake))
}

interface Start {
  readonly located: Promise<readonly Located[]>
  readonly rules: WalkRules
  readonly circumstances: Circumstances
}

type Package = DropResult['packages'][number]['entry']

const nothingRead = {
  ...{ files: 0, isRead: false, unreadable: [], leftOut: [], packages: [] },
  ...{ lost: 0, order: null, isZipping: false, notZipped: [] },
} satisfies Partial<FilesReport>

function isWorthSaying({ isRead, files, order, ...report }: FilesReport): boolean {
  return !isRead || files === 0 || order !== null || isSomethingMissing(report)
}

type Missing = Pick<FilesReport, 'lost' | 'unreadable' | 'leftOut' | 'packages'>

function isSomethingMissing({ lost, unreadable, leftOut, packages }: Missing): boolean {
  return lost + unreadable.length + leftOut.length + packages.length > 0
}

function isAboutOrderOnly(report: Report): boolean {
  return report.is === 'files' && report.isRead && report.order !== null && !isSomethingMissing(report)
}

function handedOf(entry: DroppedEntry) {
  const facts = () => entry.given && { sizeBytes: entry.given.size, lastModifiedMs: entry.given.lastModified }
  return { name: entry.name, isFolder: entry.is === 'folder', facts: () => facts() ?? null, entry }
}

function atTop(entries: readonly DroppedEntry[]): readonly Located[] {
  return entries.map((entry) => ({ entry, parentPath: '' }))
}
