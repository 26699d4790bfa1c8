import * as v from 'valibot'
import { own } from '../../contract/own.ts'
import type { Target } from '../../engine/targets/target.ts'

/** Schemas of what the browser keeps of targets, in the queue's journal and in the history. */
export const Text = v.string()
export const Cell = v.looseObject({ row: v.number(), column: v.number() })
export const Spot = v.union([
  v.looseObject({ topBlockId: Text, mediaBlockId: Text }),
  v.looseObject({ cell: Cell, floatImageId: Text }),
  v.looseObject({ isNowhere: v.literal(true) }),
])

const Named = { title: Text, url: Text }
/** The target of each family. */
const targets: Readonly<Record<Target['is'], v.GenericSchema>> = {
  docx: v.looseObject({
    ...Named,
    documentId: Text,
    fileView: v.picklist(['card', 'preview']),
    at: v.variant('is', [
      v.looseObject({ is: v.literal('end') }),
      v.looseObject({ is: v.literal('top') }),
      v.looseObject({ is: v.literal('under'), headingId: Text, heading: Text }),
    ]),
  }),
  sheet: v.looseObject({
    ...Named,
    spreadsheetToken: Text,
    sheetId: Text,
    as: v.picklist(['cells', 'floats']),
    start: Cell,
    fill: v.picklist(['down', 'across']),
    rows: v.number(),
    columns: v.number(),
  }),
  base: v.looseObject({
    ...Named,
    appToken: Text,
    tableId: Text,
    attachmentField: Text,
    into: v.variant('is', [
      v.looseObject({ is: v.literal('new'), nameField: v.nullable(Text) }),
      v.looseObject({ is: v.literal('matched'), byField: Text }),
      v.looseObject({ is: v.literal('record'), recordId: Text, name: Text }),
    ]),
  }),
  import: v.looseObject({ ...Named, folderToken: v.nullable(Text), tablesAs: v.picklist(['sheet', 'bitable']) }),
}
const targetSchemas = new Map<unknown, v.GenericSchema>(Object.entries(targets))

/** Files of a drop share one target object, which is checked once. */
const readTargets = new WeakMap<object, boolean>()

export function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false
  const isGood = readTargets.get(value) ?? isOneOf(targetSchemas, fieldOf(value, 'is'), value)
  readTargets.set(value, isGood)
  return isGood
}

/** A field of a value that may not be an object. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? own(value as Readonly<Record<string, unknown>>, name) : undefined
}

/** Whether a value is what its own field `which` says it is. */
export function isOneOf(schemas: ReadonlyMap<unknown, v.GenericSchema>, which: unknown, value: unknown): boolean {
  const schema = schemas.get(which)
  return schema !== undefined && v.is(schema, value)
}
