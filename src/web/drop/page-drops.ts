import { Subscribable } from '../../engine/subscribable.ts'
import { guardLeaving } from '../platform/guard-leaving.ts'
import { entriesOfChosen } from './chosen-entries.ts'
import { entryOfFile } from './dropped-entry.ts'
import { isPictureOfText } from './pasted-files.ts'
import { takeEntries, type Taken } from './take-entries.ts'

/** Text that was dropped or pasted, with what else came of it. */
export interface ArrivingText {
  readonly is: 'text'
  readonly text: string
  /** Whether it is the address of a picture whose bytes the browser did not hand over. */
  readonly isPicture: boolean
}

export interface ArrivingFiles {
  readonly is: 'files'
  readonly how: 'dropped' | 'chosen' | 'pasted'
  readonly atMs: number
  readonly taken: Promise<Taken>
  /** Text that came along; what the drop is if no file can be read. */
  readonly text: ArrivingText | null
}

export type Arriving = ArrivingFiles | ArrivingText

export interface Receiver {
  readonly take: (arriving: Arriving) => void
  /** Whether a text is a link that chooses a document. */
  readonly isLink: (text: string) => boolean
}

export interface Dragged {
  /** Number of files and folders; 0 where the browser does not say before the drop. */
  readonly items: number
}

export interface PageDropsSnapshot {
  /** What is being dragged over the page; null when no files are. */
  readonly dragged: Dragged | null
  /** Number of files and folders that nobody has received yet. */
  readonly kept: number
}

/**
 * Drag and drop, clipboard and file chooser, from before the first paint: without a listener the browser would navigate to a
 * dropped file. What arrives before the page can receive it, as on the sign-in page, is kept.
 */
export class PageDrops {
  readonly #page: Document
  readonly #changes = new Subscribable()
  #receiver: Receiver | null = null
  #early: Arriving[] = []
  #snapshot: PageDropsSnapshot = { dragged: null, kept: 0 }
  /** Elements that a drag has entered and not left. */
  readonly #entered = new Set<EventTarget>()
  /** Whether the drag began on the page itself. */
  #isOwnDrag = false

  readonly subscribe = this.#changes.subscribe

  /** @param signal Ends listening, and asking before the page is left. */
  constructor(page: Document, signal: AbortSignal = new AbortController().signal) {
    this.#page = page
    page.addEventListener('dragstart', () => (this.#isOwnDrag = true), { signal })
    page.addEventListener('dragend', () => this.#endDrag(), { signal })
    page.addEventListener('dragenter', this.#onDragEnter, { signal })
    page.addEventListener('dragover', this.#accept, { signal })
    page.addEventListener('dragleave', this.#onDragLeave, { signal })
    page.addEventListener('drop', this.#onDrop, { signal })
    page.addEventListener('paste', this.#onPaste, { signal })
    guardLeaving(this, () => this.#snapshot.kept > 0, signal)
  }

  readonly getSnapshot = (): PageDropsSnapshot => this.#snapshot

  /** Hands over what has come and what comes; returns a function that stops it. */
  readonly receive = (receiver: Receiver): (() => void) => {
    this.#receiver = receiver
    for (const arriving of this.#early.splice(0)) receiver.take(arriving)
    this.#publish({ kept: 0 })
    return () => {
      if (this.#receiver === receiver) this.#receiver = null
    }
  }

  /**
   * Takes what a file or folder chooser brought.
   *
   * @param paths Of each file, where the files do not know them.
   */
  readonly choose = (files: Iterable<File>, paths?: readonly string[]): void =>
    this.#files('chosen', takenOf(entriesOfChosen(files, paths)))

  readonly #onDragEnter = (event: DragEvent): void => {
    this.#accept(event)
    if (!bringsFiles(event) || this.#isOwnDrag || !event.target) return
    this.#entered.add(event.target)
    this.#publish({ dragged: this.#snapshot.dragged ?? draggedOf(event) })
  }

  /**
   * Accepts a drag. Also as it enters an element: if the page moves under the pointer, Chromium drops on an element that has been
   * entered and not yet dragged over, and drops nothing if that did not accept it.
   */
  readonly #accept = (event: DragEvent): void => {
    const isFiles = bringsFiles(event)
    // A text field takes text by itself.
    if (!isFiles && isTextField(event.target)) return
    event.preventDefault()
    if (isFiles && event.dataTransfer) event.dataTransfer.dropEffect = this.#isOwnDrag ? 'none' : 'copy'
  }

  readonly #onDragLeave = ({ target }: DragEvent): void => {
    if (target) this.#entered.delete(target)
    // Elements that were removed under the pointer are never left.
    for (const each of this.#entered) if (!this.#page.contains(each as Node)) this.#entered.delete(each)
    if (this.#entered.size === 0) this.#publish({ dragged: null })
  }

  readonly #onDrop = (event: DragEvent): void => {
    const isOwn = this.#isOwnDrag
    this.#endDrag()
    const { dataTransfer, target } = event
    const isInField = isTextField(target) && !(dataTransfer && bringsFiles(event))
    if (isInField && !this.#isLink(textOf(dataTransfer)?.text ?? '')) return
    event.preventDefault()
    if (!dataTransfer || isOwn) return
    const text = textOf(dataTransfer)
    if (!bringsFiles(event)) this.#take(text ?? { is: 'text', text: '', isPicture: false })
    else {
      const { items, files } = dataTransfer
      const taken = items.length > 0 ? takeEntries(items, window.isSecureContext) : takenOf([...files].map(entryOfFile))
      this.#files('dropped', taken, text)
    }
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || !event.clipboardData) return
    const { files } = event.clipboardData
    const text = event.clipboardData.getData('text/plain')
    const isIntoField = isTextField(event.target)
    const isOfText = isPictureOfText(files, text)
    if (isIntoField && isOfText) return
    // Word and others put a picture of the copied text beside it.
    if (files.length > 0 && !(isOfText && this.#isLink(text))) {
      event.preventDefault()
      this.#files('pasted', takenOf([...files].map(entryOfFile)))
    } else if (!isIntoField && text.trim() !== '') this.#take({ is: 'text', text, isPicture: false })
  }

  #isLink(text: string): boolean {
    return this.#receiver?.isLink(text) ?? false
  }

  #files(how: ArrivingFiles['how'], taken: ArrivingFiles['taken'], text: ArrivingText | null = null): void {
    this.#take({ is: 'files', how, atMs: Date.now(), taken, text })
  }

  #take(arriving: Arriving): void {
    if (this.#receiver) {
      this.#receiver.take(arriving)
      return
    }
    this.#early.push(arriving)
    if (arriving.is !== 'files') return
    void arriving.taken.then(({ entries }) => {
      if (this.#early.includes(arriving)) this.#publish({ kept: this.#snapshot.kept + entries.length })
    })
  }

  #endDrag(): void {
    this.#isOwnDrag = false
    this.#entered.clear()
    this.#publish({ dragged: null })
  }

  #publish(changed: Partial<PageDropsSnapshot>): void {
    const next = { ...this.#snapshot, ...changed }
    if (next.dragged === this.#snapshot.dragged && next.kept === this.#snapshot.kept) return
    this.#snapshot = next
    this.#changes.publish()
  }
}

function takenOf(entries: Taken['entries']): Promise<Taken> {
  return Promise.resolve({ entries, lost: 0 })
}

function draggedOf({ dataTransfer }: DragEvent): Dragged {
  return { items: Array.from(dataTransfer?.items ?? []).filter(({ kind }) => kind === 'file').length }
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}

/** The text of a drop: an address rather than the link's text. */
function textOf(data: DataTransfer | null): ArrivingText | null {
  if (!data) return null
  const [address] = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
  const text = address ?? data.getData('text/plain')
  const isPicture = /<img\b/i.test(data.getData('text/html')) || /^(data|blob):image\//i.test(text)
  return text === '' && !isPicture ? null : { is: 'text', text, isPicture }
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
}
