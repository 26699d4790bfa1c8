/** The element of `/embed.js`, for TypeScript in a portal. */

export interface FeishuUploaderFile {
  /** The same in all events of one file. */
  readonly id: string
  /** Name in the document. */
  readonly name: string
}

/** A file with its path in a folder, such as `reports/2026/may.pdf`. */
export interface FeishuUploaderPlacedFile {
  readonly file: File
  readonly path: string
}

/** Files, also with paths; files and folders of a drop as the browser has them; or a whole drop. */
export type FeishuUploaderGiven = DataTransfer | Iterable<File | FeishuUploaderPlacedFile | FileSystemEntry>

/** Events of the element: `detail` of each, by its name. */
export interface FeishuUploaderEvents {
  /** The uploader is there, also once more after it was loaded anew. */
  readonly ready: { readonly isSignedIn: boolean }
  /** Somebody is signed in. */
  readonly signedin: null
  /** Files were taken into the queue. */
  readonly queued: { readonly files: readonly FeishuUploaderFile[] }
  /** How far the queue is; at most four times a second. */
  readonly progress: {
    readonly files: { readonly total: number; readonly done: number; readonly failed: number }
    readonly bytes: { readonly total: number; readonly sent: number; readonly done: number }
  }
  readonly filedone: FeishuUploaderFile & {
    /** Feishu's token of the file; null where it has none. */
    readonly fileToken: string | null
    /** Where a person finds it; null where no address is known. */
    readonly link: string | null
  }
  readonly filefailed: FeishuUploaderFile & {
    /** Feishu's code; null when none came. */
    readonly code: number | null
    /** Key of the uploader's list of problems. */
    readonly problem: string
    /** What happened and what to do, in the uploader's language. */
    readonly guidance: string | null
  }
  /** Nothing is left to do: all files have arrived, failed or been cancelled. */
  readonly alldone: { readonly done: number; readonly failed: number; readonly cancelled: number }
}

export type FeishuUploaderEventMap = {
  readonly [Name in keyof FeishuUploaderEvents]: CustomEvent<FeishuUploaderEvents[Name]>
}

export interface FeishuUploaderAttributes {
  /** Link of the document, sheet, base, folder or wiki page that files go to. */
  readonly target?: string | undefined
  readonly lang?: 'zh-CN' | 'en' | undefined
  readonly theme?: 'auto' | 'light' | 'dark' | undefined
  /** Colour of buttons and links, `#rgb` or `#rrggbb`. */
  readonly accent?: string | undefined
  /** Radius of corners in pixels, 0 to 24. */
  readonly radius?: string | number | undefined
  /** Height in pixels above which the uploader scrolls by itself; 800 by default. */
  readonly 'max-height'?: string | number | undefined
  /** `sandbox` of the frame; it needs at least `allow-scripts allow-same-origin`, and `allow-popups` to sign in. */
  readonly sandbox?: string | undefined
}

export interface FeishuUploaderElement extends HTMLElement {
  /**
   * Puts files and folders at the end of the queue. They go to the target that is shown, and wait while there is none or nobody is signed
   * in. Resolves to the paths of what could not be read, once all folders have been.
   */
  addFiles(files: FeishuUploaderGiven): Promise<readonly string[]>
  /** Pauses all files. */
  pause(): void
  /** Continues all files. */
  resume(): void
  /** Chooses the document for the files that follow; null: none. */
  setTarget(link: string | null): void
  /** Takes files and folders that are dropped on an element of the portal; returns what ends it. */
  acceptDrops(element: HTMLElement): () => void

  addEventListener<Name extends keyof FeishuUploaderEventMap>(
    type: Name,
    listener: (event: FeishuUploaderEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void
}

declare global {
  interface HTMLElementTagNameMap {
    'feishu-uploader': FeishuUploaderElement
  }
}
