import type { RouteName } from '../../contract/feishu/routes.ts'

/** Kinds of calls that have quotas of their own: whole files, parts, pictures in cells, floating pictures. */
export type CallKind = 'whole' | 'parts' | 'cells' | 'floats'

/** Calls that carry a file's bytes, by quota. All others are edits, without which no file gets on. */
export const kindOfRoute: Partial<Readonly<Record<RouteName, CallKind>>> = {
  uploadAll: 'whole',
  uploadPrepare: 'parts',
  uploadPart: 'parts',
  uploadFinish: 'parts',
  writeCellImage: 'cells',
}
