import type { Contents } from '../../../engine/files/contents.ts'

/** Kind of a file, for its icon. */
export type FileKind = 'picture' | 'video' | 'sound' | 'archive' | 'table' | 'text' | 'other'

const kindOfExtension = {
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  gz: 'archive',
  tar: 'archive',
  xls: 'table',
  xlsx: 'table',
  csv: 'table',
  numbers: 'table',
  pdf: 'text',
  doc: 'text',
  docx: 'text',
  txt: 'text',
  md: 'text',
  ppt: 'text',
  pptx: 'text',
} as const satisfies Readonly<Record<string, FileKind>>

const byExtension = new Map<string, FileKind>(Object.entries(kindOfExtension))

/** @param contents Null while unknown: then name and type are all there is. */
export function fileKindOf(name: string, type: string, contents: Contents | null): FileKind {
  if (contents && contents.format !== null) return 'picture'
  if (contents === null && type.startsWith('image/')) return 'picture'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'sound'
  return byExtension.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'other'
}
