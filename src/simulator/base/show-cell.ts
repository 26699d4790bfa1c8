import { userIdsOf } from '../contact/user-id.ts'
import type { Call } from '../http/call.ts'
import { mediaTypeOf } from '../media/send-media.ts'
import { personOf } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import type { Base } from './base.ts'
import { momentText, valueIn } from './fields/value-in.ts'
import { listIn, type CellValue, type Field } from './table.ts'

/** `search`: records/search and batch_get. `list`: the older list and a single record, with text as one string. */
export type Shape = 'search' | 'list' | 'list-in-runs'

interface Where {
  readonly call: Call
  readonly base: Base
  readonly shape: Shape
}

/**
 * A cell as reading calls answer it (bitable-v1 record data structure, 2025-04-01; app-table-record/search, 2025-05-08): text in
 * runs, attachments and people with all details.
 */
export function shownCell({ call, base, shape }: Where, field: Field, value: CellValue): unknown {
  switch (field.kind) {
    case 'text':
      return shape === 'list' ? value : [{ text: value, type: 'text' }]
    case 'attachment':
      return listIn(value).flatMap((token) => shownAttachment(call.world, token))
    case 'person':
    case 'created-user':
    case 'modified-user':
      return listIn(value).map((id) => shownPerson(call, id))
    case 'record-link':
      return shownLinks(base, { field, ids: listIn(value), shape })
    default:
      return value
  }
}

/** A cell as writing calls answer it: as it was written. */
export function writtenCell(call: Call, { kind }: Field, value: CellValue | null): unknown {
  if (kind === 'attachment') return value && listIn(value).map((token) => ({ file_token: token }))
  if (kind !== 'person') return value
  const idOf = userIdsOf(call)
  return value && listIn(value).map((id) => ({ id: idOf(id) }))
}

/** A person, or the app, with the id of the form that the caller asks for; the picture with the scope for it. */
export function shownPerson(call: Call, id: string): Readonly<Record<string, unknown>> {
  const person = personOf(id)
  const url = call.world.urlOf(`/_simulator/people/${person?.key ?? ''}.svg`)
  const seen = call.caller.scopes.has('contact:user.base:readonly') && person ? { avatar_url: url } : {}
  const { name = id, englishName = '', email = '' } = person ?? {}
  return { id: userIdsOf(call)(id), name, en_name: englishName, email, ...seen }
}

function shownAttachment(world: SimulatedWorld, token: string): object[] {
  const media = world.medias.find(token)
  if (!media) return []
  const medias = world.urlOf('/open-apis/drive/v1/medias')
  return [
    {
      file_token: token,
      name: media.name,
      size: media.sizeBytes,
      type: mediaTypeOf(media.name),
      url: `${medias}/${token}/download`,
      tmp_url: `${medias}/batch_get_tmp_download_url?file_tokens=${token}`,
    },
  ]
}

interface Links {
  readonly field: Field
  readonly ids: readonly string[]
  readonly shape: Shape
}

/** The older list also says what the linked records are called; search has their ids alone. */
function shownLinks(base: Base, { field, ids, shape }: Links): unknown {
  if (shape === 'search') return { link_record_ids: ids }
  const table = base.tables.get(field.property?.table_id ?? '')
  const names = ids.map((id) => {
    const row = table?.rows.get(id)
    const [first] = table?.fields ?? []
    return row && first ? plainText(first, valueIn(row, first)) : ''
  })
  return [{ record_ids: ids, table_id: table?.id ?? '', text: names.join(','), text_arr: names, type: 'text' }]
}

/** What a cell says in words; several members are joined by commas. */
export function plainText({ kind }: Field, value: CellValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number' && kind !== 'number') return momentText(value)
  if (typeof value !== 'object') return String(value)
  if ('link' in value) return value.text
  const isOfPeople = kind === 'person' || kind === 'created-user' || kind === 'modified-user'
  return value.map((member) => (isOfPeople ? (personOf(member)?.name ?? member) : member)).join(',')
}
