import * as v from 'valibot'
import { attachmentsPerCell, textCellMaxCharacters } from '../../contract/feishu/limits.ts'
import { refuse } from '../http/answer.ts'
import { mediaTypeOf } from '../media/send-media.ts'
import type { SimulatedWorld } from '../world/world.ts'
import type { OpenTable } from './open-base.ts'
import type { CellValue, Field } from './table.ts'

/** Values to write, by column name; null empties a cell. */
export type WrittenCells = ReadonlyMap<string, CellValue | null>

/** Reads `fields` of a write. Refuses with 1254045 (no such column), or with the column's code for an unsuitable value. */
export function readCells(
  world: SimulatedWorld,
  { base, table }: OpenTable,
  fields: Readonly<Record<string, unknown>>,
): WrittenCells {
  return new Map(
    Object.entries(fields).map(([name, value]) => {
      const field = table.fieldNamed(name) ?? refuse(1254045)
      return [name, value === null ? null : readCell(world, { baseToken: base.token, field }, value)]
    }),
  )
}

const Attachments = v.array(v.looseObject({ file_token: v.string() }))

function readCell(
  world: SimulatedWorld,
  { baseToken, field }: { baseToken: string; field: Field },
  value: unknown,
): CellValue {
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') return refuse(1254060)
      return value.length > textCellMaxCharacters ? refuse(1254130) : value
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : refuse(1254061)
    case 'attachment': {
      const reading = v.safeParse(Attachments, value)
      if (!reading.success) return refuse(1254069)
      if (reading.output.length > attachmentsPerCell) refuse(1254106)
      const tokens = reading.output.map((attachment) => attachment.file_token)
      // Reports differ on the answer to a token of another document (docs/feishu.md, U27); this code's text describes the case.
      if (tokens.some((token) => world.medias.find(token)?.documentToken !== baseToken)) refuse(1254303)
      return tokens
    }
  }
}

/** A cell as reading calls answer it: text in runs, attachments with all details. */
export function shownCell(world: SimulatedWorld, value: CellValue): unknown {
  if (typeof value === 'string') return [{ text: value, type: 'text' }]
  if (typeof value === 'number') return value
  return value.flatMap((token) => {
    const media = world.medias.find(token)
    if (!media) return []
    const medias = world.urlOf('/open-apis/drive/v1/medias')
    return {
      file_token: token,
      name: media.name,
      size: media.sizeBytes,
      type: mediaTypeOf(media.name),
      url: `${medias}/${token}/download`,
      tmp_url: `${medias}/batch_get_tmp_download_url?file_tokens=${token}`,
    }
  })
}

/** A cell as writing calls answer it: as it was written. */
export function writtenCell(value: CellValue | null): unknown {
  return typeof value === 'object' && value !== null ? value.map((token) => ({ file_token: token })) : value
}
