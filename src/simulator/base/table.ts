import { makeLetters } from '../world/name-maker.ts'
import { fieldTypes, type FieldDefinition, type FieldKind, type FieldProperty } from './fields/field-types.ts'

/** A column. */
export interface Field extends FieldDefinition {
  readonly id: string
  /** Exact name; v1 addresses columns by it. */
  readonly name: string
  readonly uiType: string
  readonly property: FieldProperty | null
}

/** A link to a page, and the words that show it. */
export interface WebLink {
  readonly text: string
  readonly link: string
}

/**
 * Text (also phones and names of choices), a number (also milliseconds), a mark, a web link, or in their order the tokens of
 * attachments, names of choices, ids of people or of records.
 */
export type CellValue = string | number | boolean | WebLink | readonly string[]

/** The members of a cell that holds several; none for any other. */
export function listIn(value: CellValue | null | undefined): readonly string[] {
  return typeof value === 'object' && value !== null && !('link' in value) ? value : []
}

/** Who did something, by open_id or app id, and when. */
export interface Done {
  readonly by: string
  readonly atMs: number
}

/** Values by column name; empty cells are left out. */
export interface Row {
  readonly id: string
  /** 1 for the first row that the table ever had. */
  readonly number: number
  readonly cells: Map<string, CellValue>
  readonly created: Done
  modified: Done
}

export interface TableInput {
  readonly name: string
  /** The first is the index column, which names the row. */
  readonly fields: readonly (readonly [name: string, is: FieldKind | FieldDefinition])[]
  /** Default: a new one. */
  readonly id?: string
}

/** One table of a base. */
export class Table {
  readonly id: string
  readonly name: string
  readonly #fields: Field[]
  readonly rows = new Map<string, Row>()
  /** 1 when new, one more with each write. */
  revision = 1
  #rowsEver = 0

  constructor({ name, fields, id = `tbl${makeLetters(13)}` }: TableInput) {
    this.id = id
    this.name = name
    // Derived from the table's id, so that a seeded column has the same id in every world.
    this.#fields = fields.map(([fieldName, is], at) => fieldOf(`fld${id.slice(-7)}${at}`, fieldName, is))
  }

  get fields(): readonly Field[] {
    return this.#fields
  }

  addField(name: string, is: FieldKind | FieldDefinition): Field {
    const field = fieldOf(`fld${makeLetters(8)}`, name, is)
    this.#fields.push(field)
    return field
  }

  /** Puts a column in place of one, with the same id. `valueFrom` says what becomes of each cell; undefined empties it. */
  changeField(
    before: Field,
    { name, ...is }: FieldDefinition & { readonly name: string },
    valueFrom: (value: CellValue) => CellValue | undefined = (value) => value,
  ): Field {
    const after = fieldOf(before.id, name, is)
    this.#fields[this.#fields.indexOf(before)] = after
    for (const { cells } of this.rows.values()) {
      const value = cells.get(before.name)
      const changed = value === undefined ? undefined : valueFrom(value)
      cells.delete(before.name)
      if (changed !== undefined) cells.set(name, changed)
    }
    return after
  }

  removeField(field: Field): void {
    this.#fields.splice(this.#fields.indexOf(field), 1)
    for (const { cells } of this.rows.values()) cells.delete(field.name)
  }

  fieldNamed(name: string): Field | undefined {
    return this.fields.find((field) => field.name === name)
  }

  add(cells: ReadonlyMap<string, CellValue>, created: Done, id = `rec${makeLetters(11)}`): Row {
    this.#rowsEver += 1
    const row = { id, number: this.#rowsEver, cells: new Map(cells), created, modified: created }
    this.rows.set(id, row)
    return row
  }
}

function fieldOf(id: string, name: string, is: FieldKind | FieldDefinition): Field {
  const definition = typeof is === 'string' ? { kind: is } : is
  const [uiType] = fieldTypes[definition.kind].uiTypes
  return { uiType, property: null, ...definition, id, name }
}
