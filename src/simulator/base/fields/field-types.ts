import type { FeishuCode } from '../../http/answer.ts'

interface FieldType {
  /** Feishu's number. */
  readonly type: number
  /** What it can look like; the first unless asked for another. No two types share one. */
  readonly uiTypes: readonly [string, ...string[]]
  /** Answers a `property` that does not suit. */
  readonly badProperty: FeishuCode
  /** Can be the index column, which names the row. */
  readonly canBeFirst?: true
  /** Feishu fills it in by itself. */
  readonly isAutomatic?: true
}

/**
 * Types of columns that exist here (bitable-v1/app-table-field/guide, updated 2025-07-28; codes from the error table of
 * app-table-field/create, same date). No code is documented for `property` of phones and numbers that count by themselves.
 */
const types = {
  text: { type: 1, uiTypes: ['Text', 'Barcode', 'Email'], badProperty: 1254080, canBeFirst: true },
  number: { type: 2, uiTypes: ['Number', 'Progress', 'Currency', 'Rating'], badProperty: 1254081, canBeFirst: true },
  'single-select': { type: 3, uiTypes: ['SingleSelect'], badProperty: 1254082 },
  'multi-select': { type: 4, uiTypes: ['MultiSelect'], badProperty: 1254083 },
  date: { type: 5, uiTypes: ['DateTime'], badProperty: 1254084, canBeFirst: true },
  checkbox: { type: 7, uiTypes: ['Checkbox'], badProperty: 1254085 },
  person: { type: 11, uiTypes: ['User'], badProperty: 1254086 },
  phone: { type: 13, uiTypes: ['Phone'], badProperty: 1254001, canBeFirst: true },
  url: { type: 15, uiTypes: ['Url'], badProperty: 1254087, canBeFirst: true },
  attachment: { type: 17, uiTypes: ['Attachment'], badProperty: 1254088 },
  'record-link': { type: 18, uiTypes: ['SingleLink'], badProperty: 1254089 },
  'created-time': { type: 1001, uiTypes: ['CreatedTime'], badProperty: 1254093, isAutomatic: true },
  'modified-time': { type: 1002, uiTypes: ['ModifiedTime'], badProperty: 1254094, isAutomatic: true },
  'created-user': { type: 1003, uiTypes: ['CreatedUser'], badProperty: 1254095, isAutomatic: true },
  'modified-user': { type: 1004, uiTypes: ['ModifiedUser'], badProperty: 1254096, isAutomatic: true },
  'auto-number': { type: 1005, uiTypes: ['AutoNumber'], badProperty: 1254001, isAutomatic: true },
} as const satisfies Readonly<Record<string, FieldType>>

/** What a column holds. */
export type FieldKind = keyof typeof types

export const fieldTypes: Readonly<Record<FieldKind, FieldType>> = types

/** One choice of a select column. */
export interface SelectOption {
  readonly id: string
  readonly name: string
  /** 0 to 54. */
  readonly color: number
}

/** How numbers that count by themselves are written. */
export interface AutoSerial {
  readonly type: 'custom' | 'auto_increment_number'
  readonly options?: readonly { readonly type: string; readonly value: string }[] | undefined
}

/** `property` in Feishu's words; its members depend on the type. */
export interface FieldProperty {
  readonly options?: readonly SelectOption[]
  /** The table whose records a column links to. */
  readonly table_id?: string
  /** A new row's date is its creation. */
  readonly auto_fill?: boolean
  readonly auto_serial?: AutoSerial
  readonly [member: string]: unknown
}

/** All of a column but its name. */
export interface FieldDefinition {
  readonly kind: FieldKind
  /** Default: the first of its type. */
  readonly uiType?: string
  readonly property?: FieldProperty | null
  readonly description?: { readonly text: string; readonly disable_sync: boolean } | undefined
}
