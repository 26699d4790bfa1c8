import type { EmbedEvent, EmbedHello, EmbedMessage } from '../contract/embed/protocol.ts'
import { languageOf, texts, type WhyNot } from './texts.ts'
import { acceptDrops, areFiles, filesOf, itemsOf } from './given-files.ts'
import { Orders, type Said } from './orders.ts'
import type { FeishuUploaderElement, FeishuUploaderEvents, FeishuUploaderGiven } from './types/index.d.ts'

/** Typed by the contract, and not imported: this file must not share a chunk with the page (vite.config.ts). */
const protocol: EmbedHello['protocol'] = 'feishu-uploader.embed'
const version: EmbedMessage['version'] = 1

/** How long the page has to say that it is there, on a slow line. */
const readyWithinMs = 10_000
const [leastHeight, usualHeight, usualMost] = [320, 480, 800] as const

const attributes = ['target', 'lang', 'theme', 'accent', 'radius', 'max-height', 'sandbox'] as const
type Attribute = (typeof attributes)[number]

/** @param address Of the uploader's page. */
export function defineUploader(address: string): void {
  class FeishuUploader extends UploaderElement {
    readonly uploaderAddress = address
    readonly uploaderOrigin = new URL(address).origin
  }
  if (!customElements.get('feishu-uploader')) customElements.define('feishu-uploader', FeishuUploader)
}

/** `<feishu-uploader>` (docs/embedding.md): the uploader's page in a frame, and the talk with it. */
abstract class UploaderElement extends HTMLElement implements FeishuUploaderElement {
  static readonly observedAttributes = attributes
  abstract readonly uploaderAddress: string
  abstract readonly uploaderOrigin: string

  readonly #shadow = this.attachShadow({ mode: 'open' })
  readonly #orders = new Orders((said) => this.#post(said))
  #frame: HTMLIFrameElement | null = null
  #note: HTMLElement | null = null
  #late = 0
  #height: number = usualHeight

  constructor() {
    super()
    // Not by an attribute, so that a portal's stylesheet can say something else; and no <style>, which its policy may forbid.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(':host{display:block}')
    this.#shadow.adoptedStyleSheets = [sheet]
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear)
    this.#open()
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear)
    this.#close()
  }

  attributeChangedCallback(name: Attribute, before: string | null, value: string | null): void {
    if (!this.#frame || (before === value && name !== 'target')) return
    if (name === 'max-height') this.#fit()
    else if (name === 'sandbox') {
      this.#close()
      this.#open()
    } else if (name === 'target') this.#orders.give({ type: 'set-target', target: trimmed(value) })
    else this.#orders.look(name, name === 'lang' ? this.#language() : trimmed(value))
  }

  addFiles(given: FeishuUploaderGiven): Promise<readonly string[]> {
    const items = itemsOf(given)
    const unreadable: string[] = []
    if (areFiles(items)) {
      this.#orders.giveFiles(items)
      return Promise.resolve(unreadable)
    }
    const reading = filesOf(items, unreadable)
    this.#orders.giveOnceRead(reading)
    return reading.then(() => unreadable)
  }

  pause(): void {
    this.#orders.give({ type: 'pause' })
  }

  resume(): void {
    this.#orders.give({ type: 'resume' })
  }

  setTarget(link: string | null): void {
    if (link === null) this.removeAttribute('target')
    else this.setAttribute('target', link)
  }

  acceptDrops(element: HTMLElement): () => void {
    return acceptDrops(element, (dropped) => {
      void this.addFiles(dropped).then((unreadable) => {
        if (unreadable.length > 0) console.warn(`<feishu-uploader>: could not read ${unreadable.join(', ')}`)
      })
    })
  }

  #open(): void {
    const { title } = this.#texts()
    const frame = document.createElement('iframe')
    frame.title = title
    frame.allow = 'clipboard-write; screen-wake-lock; storage-access'
    frame.style.cssText = 'display:block;width:100%;border:0;color-scheme:normal'
    frame.src = this.#address()
    this.#frame = frame
    this.#fit()
    const sandbox = this.getAttribute('sandbox')
    if (sandbox !== null) {
      frame.setAttribute('sandbox', sandbox)
      const tokens = sandbox.toLowerCase().split(/\s+/)
      if (!tokens.includes('allow-scripts') || !tokens.includes('allow-same-origin')) {
        this.#explain('sandbox')
        return
      }
    }
    this.#shadow.append(frame)
    this.#late = setTimeout(() => this.#explain('late'), readyWithinMs)
  }

  #close(): void {
    clearTimeout(this.#late)
    this.#shadow.replaceChildren()
    this.#frame = null
    this.#note = null
    this.#orders.closed()
  }

  /** The address of the page with what its first paint needs. */
  #address(isInTab = false): string {
    const address = new URL(this.uploaderAddress)
    const { searchParams: query } = address
    const target = trimmed(this.getAttribute('target'))
    if (target !== null) query.set('target', target)
    if (isInTab) return address.href
    query.set('lang', this.#language())
    for (const name of ['theme', 'accent', 'radius'] as const) {
      const value = this.#given(name)
      if (value !== null) query.set(name, value)
    }
    return address.href
  }

  #language() {
    return languageOf(this.getAttribute('lang'), document.documentElement.lang || navigator.language)
  }

  #texts() {
    return texts[this.#language()]
  }

  /** An attribute, or the portal's style of the same name. */
  #given(name: 'theme' | 'accent' | 'radius'): string | null {
    const given = trimmed(this.getAttribute(name))
    if (given !== null || name === 'theme') return given
    const styled = trimmed(getComputedStyle(this).getPropertyValue(`--feishu-uploader-${name}`))
    return name === 'radius' ? (styled?.replace(/px$/, '') ?? null) : styled
  }

  #fit(): void {
    const most = Number(this.getAttribute('max-height')) || usualMost
    if (this.#frame) this.#frame.style.height = `${Math.max(leastHeight, Math.min(this.#height, most))}px`
  }

  #post(said: Said): void {
    this.#frame?.contentWindow?.postMessage({ ...said, protocol, version }, this.uploaderOrigin)
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    const { data } = event
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.uploaderOrigin) return
    if (!isMessage(data)) return
    if (data.type !== 'hello') this.#take(data)
    else if (data.versions.includes(version)) this.#post({ type: 'hello' })
    else this.#explain('version')
  }

  #take(event: EmbedEvent): void {
    switch (event.type) {
      case 'ready':
        this.#onReady()
        this.#tell('ready', { isSignedIn: event.isSignedIn })
        break
      case 'signed-in':
        this.#tell('signedin', null)
        break
      case 'queued':
        this.#tell('queued', { files: event.files })
        break
      case 'progress':
        this.#tell('progress', { files: event.files, bytes: event.bytes })
        break
      case 'file-done':
        this.#tell('filedone', fileDone(event))
        break
      case 'file-failed':
        this.#tell('filefailed', fileFailed(event))
        break
      case 'all-done':
        this.#tell('alldone', { done: event.done, failed: event.failed, cancelled: event.cancelled })
        break
      case 'size':
        this.#height = event.height
        this.#fit()
        break
      case 'unsupported-version':
        this.#explain('version')
        break
      case 'invalid-message':
        console.warn(`<feishu-uploader>: ${event.of ?? 'a message'} was not taken. See docs/embedding.md.`)
    }
  }

  #onReady(): void {
    clearTimeout(this.#late)
    this.#note?.remove()
    this.#note = null
    if (this.#frame) this.#frame.style.display = 'block'
    this.#orders.ready()
  }

  /** Says why the uploader is not shown, and where it can be used instead; the frame may still come. */
  #explain(why: WhyNot): void {
    const say = this.#texts()
    const link = document.createElement('a')
    link.href = this.#address(true)
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = say.link
    const note = document.createElement('p')
    note.setAttribute('role', 'alert')
    note.lang = this.#language()
    note.append(say[why], ' ', link)
    this.#note?.remove()
    this.#note = note
    if (this.#frame) this.#frame.style.display = 'none'
    this.#shadow.append(note)
  }

  #tell<Name extends keyof FeishuUploaderEvents>(name: Name, detail: FeishuUploaderEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

function isMessage(data: unknown): data is EmbedMessage | EmbedHello {
  return typeof data === 'object' && data !== null && 'protocol' in data && data.protocol === protocol
}

type Ended<Type extends EmbedEvent['type']> = Extract<EmbedEvent, { readonly type: Type }>

function fileDone({ id, name, fileToken, link }: Ended<'file-done'>): FeishuUploaderEvents['filedone'] {
  return { id, name, fileToken, link }
}

function fileFailed({ id, name, code, problem, guidance }: Ended<'file-failed'>): FeishuUploaderEvents['filefailed'] {
  return { id, name, code, problem, guidance }
}

function trimmed(text: string | null): string | null {
  const value = text?.trim() ?? ''
  return value === '' ? null : value
}
