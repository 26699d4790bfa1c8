import * as v from 'valibot'

/**
 * The messages between the page in a portal's frame and the portal's page, which `src/embed/` speaks for it (`postMessage`).
 *
 * The page says `hello` to whoever embeds it, without content; the portal answers with its own `hello` and a version, and the page, if the
 * portal's origin is one of EMBED_ORIGINS, with `ready`. Everything else goes to that origin only. No message has anything of the session.
 */
export const embedProtocol = 'feishu-uploader.embed'

/** Versions that this page understands. A version stays as it is; what changes for portals is a new one. */
export const embedVersions = [1] as const

const version = 1

/** Query of the page in the frame of `<feishu-uploader>`, so that the first paint is right already. */
export const embedQuery = { language: 'lang', theme: 'theme', accent: 'accent', radius: 'radius' } as const

/** A colour as `#rgb` or `#rrggbb`: nothing that could be more than a colour in a style. */
export const AccentColour = v.pipe(v.string(), v.regex(/^#(?:[\da-f]{3}|[\da-f]{6})$/i))

/** Radius of the page's corners in pixels. */
export const Radius = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24))

export const EmbedLanguage = v.picklist(['zh-CN', 'en'])
export type EmbedLanguage = v.InferOutput<typeof EmbedLanguage>

export const EmbedTheme = v.picklist(['auto', 'light', 'dark'])
export type EmbedTheme = v.InferOutput<typeof EmbedTheme>

/** What every message of a portal has, in any version. */
export const EmbedEnvelope = v.object({ protocol: v.literal(embedProtocol), version: v.number() })

const envelope = { protocol: v.literal(embedProtocol), version: v.literal(version) }

/** Longer texts are no link of a document, and no path. */
const textMaxLength = 4096

/** More files in one message than a queue is made for. */
const filesMaxCount = 10_000

/** A message of the portal. */
export const EmbedRequest = v.variant('type', [
  v.object({ ...envelope, type: v.literal('hello') }),
  /** Null: no document. */
  v.object({
    ...envelope,
    type: v.literal('set-target'),
    target: v.nullable(v.pipe(v.string(), v.regex(/\S/), v.maxLength(textMaxLength))),
  }),
  v.object({
    ...envelope,
    type: v.literal('add-files'),
    files: v.pipe(v.array(v.instance(File)), v.minLength(1), v.maxLength(filesMaxCount)),
    /** Path of each in what was dropped, its name included; folders keep their structure by it. */
    paths: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(textMaxLength))), v.maxLength(filesMaxCount))),
  }),
  v.object({ ...envelope, type: v.literal('pause') }),
  v.object({ ...envelope, type: v.literal('resume') }),
  v.object({ ...envelope, type: v.literal('set-language'), language: EmbedLanguage }),
  v.object({ ...envelope, type: v.literal('set-theme'), theme: EmbedTheme }),
  /** Null: the page's own. */
  v.object({ ...envelope, type: v.literal('set-accent'), accent: v.nullable(AccentColour) }),
  v.object({ ...envelope, type: v.literal('set-radius'), radius: v.nullable(Radius) }),
])
export type EmbedRequest = v.InferOutput<typeof EmbedRequest>

/** The page is there and understands these versions. The only message that anybody who embeds the page gets. */
export interface EmbedHello {
  readonly protocol: typeof embedProtocol
  readonly type: 'hello'
  readonly versions: readonly number[]
}

/** What the page tells the portal; `EmbedMessage` is how it is sent. */
export type EmbedEvent =
  | { readonly type: 'ready'; readonly isSignedIn: boolean }
  | { readonly type: 'signed-in' }
  | { readonly type: 'queued'; readonly files: readonly EmbeddedFile[] }
  | {
      readonly type: 'progress'
      readonly files: { readonly total: number; readonly done: number; readonly failed: number }
      readonly bytes: { readonly total: number; readonly sent: number; readonly done: number }
    }
  | (EmbeddedFile & {
      readonly type: 'file-done'
      /** Feishu's token of the file; null where it has none, as a picture in a cell. */
      readonly fileToken: string | null
      /** Where a person finds it; null where no address is known. */
      readonly link: string | null
    })
  | (EmbeddedFile & {
      readonly type: 'file-failed'
      /** Feishu's code; null when none came. */
      readonly code: number | null
      /** Key of docs/errors.md. */
      readonly problem: string
      /** What happened and what to do, in the page's language; null if these texts could not be loaded. */
      readonly guidance: string | null
    })
  | { readonly type: 'all-done'; readonly done: number; readonly failed: number; readonly cancelled: number }
  /** Height of the page's content in CSS pixels. */
  | { readonly type: 'size'; readonly height: number }
  /** The portal's version is not understood; these are. */
  | { readonly type: 'unsupported-version'; readonly versions: readonly number[] }
  /** A message that this version does not have, or with content that it does not take; `of` is its `type`. */
  | { readonly type: 'invalid-message'; readonly of: string | null }

export interface EmbeddedFile {
  /** The same in all events of one file. */
  readonly id: string
  /** Name in the document. */
  readonly name: string
}

export type EmbedMessage = EmbedEvent & { readonly protocol: typeof embedProtocol; readonly version: 1 }
