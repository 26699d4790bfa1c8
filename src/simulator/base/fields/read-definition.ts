import * as v from 'valibot'
import { refuse, type FeishuCode } from '../../http/answer.ts'
import { refuseField } from '../../http/call.ts'
import { makeLetters } from '../../world/name-maker.ts'
import type { Base } from '../base.ts'
import type { Field } from '../table.ts'
import {
  fieldTypes,
  type FieldDefinition,
  type FieldKind,
  type FieldProperty,
  type SelectOption,
} from './field-types.ts'

/** A column as callers describe it. */
export const FieldInput = v.object({
  field_name: v.pipe(v.string(), v.trim()),
  type: v.number(),
  ui_type: v.nullish(v.string(), ''),
  property: v.optional(v.unknown()),
  description: v.nullish(v.object({ text: v.optional(v.string(), ''), disable_sync: v.optional(v.boolean(), true) })),
})
type FieldInput = v.InferOutput<typeof FieldInput>

/** Its page lists formats, and has another one in an example: any text passes. */
const format = v.pipe(v.string(), v.maxLength(50))
const colors = 55
const Option = v.object({
  id: v.optional(v.string()),
  name: v.optional(v.string(), ''),
  color: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(colors - 1))),
})
const Choices = v.object({ options: v.optional(v.array(Option), []) })
const dateFormat = v.optional(format, 'yyyy/MM/dd')
const ofPeople = v.object({ multiple: v.optional(v.boolean(), true) })
const allowed = v.optional(v.boolean(), true)
const SerialPart = v.variant('type', [
  v.object({ type: v.literal('system_number'), value: v.pipe(v.string(), v.regex(/^[1-9]$/)) }),
  v.object({ type: v.literal('fixed_text'), value: v.pipe(v.string(), v.maxLength(20)) }),
  v.object({ type: v.literal('created_time'), value: v.picklist(['yyyyMMdd', 'yyyyMM', 'yyyy', 'MMdd', 'MM', 'dd']) }),
])

/**
 * Schemas of `property` by `ui_type` (bitable-v1/app-table-field/guide, updated 2025-07-28). A type that is not here has none.
 */
const properties: ReadonlyMap<string, v.GenericSchema<unknown, Readonly<Record<string, unknown>>>> = new Map<
  string,
  v.GenericSchema<unknown, Readonly<Record<string, unknown>>>
>([
  [
    'Barcode',
    v.object({
      allowed_edit_modes: v.optional(v.object({ manual: allowed, scan: allowed }), { manual: true, scan: true }),
    }),
  ],
  ['Number', v.object({ formatter: v.optional(format, '0.0') })],
  [
    'Progress',
    v.object({
      formatter: format,
      range_customize: v.optional(v.boolean(), false),
      min: v.optional(v.number()),
      max: v.optional(v.number()),
    }),
  ],
  ['Currency', v.object({ formatter: format, currency_code: v.pipe(v.string(), v.minLength(1), v.maxLength(20)) })],
  [
    'Rating',
    v.object({
      formatter: format,
      min: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1)),
      max: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
      rating: v.optional(v.object({ symbol: v.optional(v.string(), 'star') }), { symbol: 'star' }),
    }),
  ],
  ['SingleSelect', Choices],
  ['MultiSelect', Choices],
  ['DateTime', v.object({ date_formatter: dateFormat, auto_fill: v.optional(v.boolean(), false) })],
  ['User', ofPeople],
  ['SingleLink', v.object({ ...ofPeople.entries, table_id: v.string() })],
  ['CreatedTime', v.object({ date_formatter: dateFormat })],
  ['ModifiedTime', v.object({ date_formatter: dateFormat })],
  [
    'AutoNumber',
    v.object({
      auto_serial: v.optional(
        v.object({ type: v.picklist(['custom', 'auto_increment_number']), options: v.optional(v.array(SerialPart)) }),
        { type: 'auto_increment_number' },
      ),
    }),
  ],
])

/** Of number columns whose `property` has required members, for callers who send none. UNCONFIRMED: that they need not send one. */
const withoutProperty: ReadonlyMap<string, object> = new Map<string, object>([
  ['Progress', { formatter: '0%' }],
  ['Currency', { formatter: '0.00', currency_code: 'CNY' }],
  ['Rating', { formatter: '0', min: 1, max: 5 }],
])

/**
 * Reads a column. Refuses a type that does not exist here with 1254001, and an unsuitable `property` with the code of its type.
 *
 * @param before The column that takes this form; its options may keep their ids.
 */
export function readDefinition(base: Base, input: FieldInput, before?: Field): FieldDefinition {
  const kind = kindOf(input.type)
  const { uiTypes } = fieldTypes[kind]
  const uiType = input.ui_type || uiTypes[0]
  if (!uiTypes.includes(uiType))
    refuseField(1254001, { field: 'ui_type', value: uiType, description: 'of another type' })
  const property = readProperty(base, { kind, uiType, asked: input.property ?? null }, before)
  return { kind, uiType, property, description: input.description ?? undefined }
}

function kindOf(type: number): FieldKind {
  const found = Object.entries(fieldTypes).find(([, known]) => known.type === type)
  if (!found) return refuseField(1254001, { field: 'type', value: type, description: 'not simulated' })
  return found[0] as FieldKind
}

interface AskedProperty {
  readonly kind: FieldKind
  readonly uiType: string
  readonly asked: unknown
}

function readProperty(base: Base, { kind, uiType, asked }: AskedProperty, before?: Field): FieldProperty | null {
  const code = fieldTypes[kind].badProperty
  // An empty object is refused too, as reported of clients (larksuite/openclaw-lark, notes on fields, 2026-03).
  if (kind === 'url' && asked !== null) return refuse(code)
  const schema = properties.get(uiType)
  if (!schema) return null
  const reading = v.safeParse(schema, asked ?? withoutProperty.get(uiType) ?? {})
  if (!reading.success) return refuse(code)
  return completed(base, { kind, property: reading.output }, before?.property?.options ?? [])
}

interface ReadProperty {
  readonly kind: FieldKind
  readonly property: FieldProperty
}

/** With what Feishu adds: the name of the linked table, ids and colors of options. */
function completed(base: Base, { kind, property }: ReadProperty, known: readonly SelectOption[]): FieldProperty {
  const code = fieldTypes[kind].badProperty
  if (kind === 'record-link') {
    return { ...property, table_name: base.tables.get(property.table_id ?? '')?.name ?? refuse(code) }
  }
  const isSelect = kind === 'single-select' || kind === 'multi-select'
  return isSelect ? { options: completedOptions(v.parse(Choices, property).options, known, code) } : property
}

/** Options with ids and colors: each one's color is the next after the one before it. Only those of the column itself have ids yet. */
function completedOptions(
  asked: readonly v.InferOutput<typeof Option>[],
  known: readonly SelectOption[],
  code: FeishuCode,
): readonly SelectOption[] {
  const options: SelectOption[] = []
  for (const { id, name, color } of asked) {
    if (name === '') refuse(1254026)
    if (id !== undefined && !known.some((option) => option.id === id)) refuse(code)
    options.push({
      ...newOption(name, options),
      ...(id !== undefined && { id }),
      ...(color !== undefined && { color }),
    })
  }
  return options
}

/** One more option, in the color after the last one's. */
export function newOption(name: string, after: readonly SelectOption[]): SelectOption {
  return { id: `opt${makeLetters(7)}`, name, color: ((after.at(-1)?.color ?? -1) + 1) % colors }
}
