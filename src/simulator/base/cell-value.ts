import * as v from 'valibot'
import { attachmentsPerCell, textCellMaxCharacters } from '../../contract/feishu/limits.ts'
import { findPerson } from '../contact/user-id.ts'
import { refuse } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { FieldKind } from './fields/field-types.ts'
import type { OpenTable } from './open-base.ts'
import type { CellValue, Field } from './table.ts'

/** Values to write, by their columns; null empties a cell. */
export type WrittenCells = ReadonlyMap<Field, CellValue | null>

/** Reads `fields` of a write. Refuses with 1254045 (no such column), or with the column's code for an unsuitable value. */
export function readCells(call: Call, place: OpenTable, fields: Readonly<Record<string, unknown>>): WrittenCells {
  return new Map(
    Object.entries(fields).map(([name, value]) => {
      const field = place.table.fieldNamed(name) ?? refuse(1254045)
      return [field, value === null ? null : readers[field.kind]({ call, place, field }, value)]
    }),
  )
}

interface Where {
  readonly call: Call
  readonly place: OpenTable
  readonly field: Field
}

const Attachments = v.array(v.looseObject({ file_token: v.string() }))
const Members = v.array(v.looseObject({ id: v.string() }))
const Texts = v.array(v.string())
/** What a date can be at all. */
const farthestMs = 8.64e15
const Moment = v.pipe(v.number(), v.integer(), v.minValue(-farthestMs), v.maxValue(farthestMs))
/** bitable-v1 record data structure, 2025-04-01. */
const Phone = v.pipe(v.string(), v.regex(/^\+?\d*$/), v.maxLength(64))
const Link = v.object({ text: v.optional(v.string()), link: v.string() })

type Reader = (where: Where, value: unknown) => CellValue

/** UNCONFIRMED: which code answers a value for what Feishu fills in by itself. */
const readNothing: Reader = () => refuse(1254015)

/** Values as they are written (bitable-v1 record data structure, 2025-04-01; codes from app-table-record/create). */
const readers: Readonly<Record<FieldKind, Reader>> = {
  text: (_, value) => {
    if (typeof value !== 'string') return refuse(1254060)
    return value.length > textCellMaxCharacters ? refuse(1254130) : value
  },
  number: (_, value) => (typeof value === 'number' && Number.isFinite(value) ? value : refuse(1254061)),
  'single-select': (_, value) => (typeof value === 'string' ? value : refuse(1254062)),
  'multi-select': (_, value) => (v.is(Texts, value) && !value.includes('') ? value : refuse(1254063)),
  date: (_, value) => (v.is(Moment, value) ? value : refuse(1254064)),
  checkbox: (_, value) => (typeof value === 'boolean' ? value : refuse(1254065)),
  person: readPeople,
  phone: (_, value) => (v.is(Phone, value) ? value : refuse(1254072)),
  url: (_, value) => (v.is(Link, value) ? { text: value.text ?? value.link, link: value.link } : refuse(1254068)),
  attachment: readAttachments,
  'record-link': readRecordIds,
  'created-time': readNothing,
  'modified-time': readNothing,
  'created-user': readNothing,
  'modified-user': readNothing,
  'auto-number': readNothing,
}

function readAttachments({ call, place }: Where, value: unknown): readonly string[] {
  const reading = v.safeParse(Attachments, value)
  if (!reading.success) return refuse(1254069)
  if (reading.output.length > attachmentsPerCell) refuse(1254106)
  const tokens = reading.output.map((attachment) => attachment.file_token)
  // Reports differ on the answer to a token of another document (docs/feishu.md, U27); this code's text describes the case.
  const { medias } = call.world
  if (tokens.some((token) => medias.find(token)?.documentToken !== place.base.token)) refuse(1254303)
  return tokens
}

/** People by ids of the form that `user_id_type` says, as open ids. */
function readPeople({ call }: Where, value: unknown): readonly string[] {
  const reading = v.safeParse(Members, value)
  if (!reading.success) return refuse(1254066)
  return reading.output.map(({ id }) => findPerson(call, id)?.openId ?? refuse(1254066))
}

function readRecordIds({ place, field }: Where, value: unknown): readonly string[] {
  if (!v.is(Texts, value)) return refuse(1254067)
  const rows = place.base.tables.get(field.property?.table_id ?? '')?.rows
  return value.every((id) => rows?.has(id)) ? value : refuse(1254067)
}
