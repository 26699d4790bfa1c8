import type { Contents } from '../../../engine/files/contents.ts'

/** Kind of a file, for its badge. */
export type FileKind =
  | 'picture'
  | 'video'
  | 'sound'
  | 'archive'
  | 'word'
  | 'table'
  | 'slides'
  | 'pdf'
  | 'text'
  | 'other'

const extensions: Readonly<Record<Exclude<FileKind, 'picture' | 'other'>, string>> = {
  video: 'mp4 m4v mov webm mkv avi wmv flv mpg mpeg 3gp',
  sound: 'mp3 m4a aac wav flac ogg opus wma amr',
  archive: 'zip rar 7z gz tgz tar bz2 xz',
  word: 'doc docx wps odt rtf pages',
  table: 'xls xlsx csv et ods numbers',
  slides: 'ppt pptx dps odp key',
  pdf: 'pdf',
  text: 'txt md log html css js ts tsx json xml yaml yml sql py java c h cpp cs go rs rb php sh bat vue',
}

const byExtension = new Map<string, FileKind>(
  (Object.keys(extensions) as (keyof typeof extensions)[]).flatMap((kind) =>
    extensions[kind].split(' ').map((extension) => [extension, kind] as const),
  ),
)

/** @param contents Null while unknown: then only name and type decide. */
export function fileKindOf(name: string, type: string, contents: Contents | null): FileKind {
  if (contents && contents.format !== null) return 'picture'
  if (contents === null && type.startsWith('image/')) return 'picture'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'sound'
  return byExtension.get(extensionOf(name)) ?? 'other'
}

/** Tokens of `tokens.css`: colours of badges, below letters in `--accent-ink`. */
export const badgeColours: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  picture: '--kind-wiki',
  video: '--kind-base',
  sound: '--kind-sound',
  archive: '--kind-folder',
  word: '--kind-document',
  table: '--kind-sheet',
  slides: '--kind-slides',
  pdf: '--bad',
  text: '--ink-soft',
}

/** What fits on a badge. ASCII only: other characters may look like something else. */
const fewLetters = /^[a-z0-9]{2,4}$/

/** Two to four letters that name the format of a file; null where an icon is clearer. */
export function lettersOf(kind: FileKind, name: string, contents: Contents | null): string | null {
  if (kind === 'other') return null
  const extension = extensionOf(name)
  const format = kind === 'picture' ? (contents?.format ?? extension) : extension
  return fewLetters.test(format) ? format.toUpperCase() : null
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** Length of a video as players show it: minutes and seconds. */
export function clockOf(lengthMs: number): string {
  const seconds = Math.max(1, Math.round(lengthMs / 1000))
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`
}
