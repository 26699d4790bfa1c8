import { makeLetters } from '../world/name-maker.ts'

export type FieldKind = 'text' | 'number' | 'attachment'

/** A column. */
export interface Field {
  readonly id: string
  /** Exact name; v1 addresses columns by it. */
  readonly name: string
  readonly kind: FieldKind
}

/** Text, a number, or the tokens of attachments in their order. */
export type CellValue = string | number | readonly string[]

/** Who did something, by open_id or app id, and when. */
export interface Done {
  readonly by: string
  readonly atMs: number
}

/** Values by column name; empty cells are left out. */
export interface Row {
  readonly id: string
  readonly cells: Map<string, CellValue>
  readonly created: Done
  modified: Done
}

export interface TableInput {
  readonly name: string
  /** The first is the index column, which names the row. */
  readonly fields: readonly (readonly [name: string, kind: FieldKind])[]
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

  constructor({ name, fields, id = `tbl${makeLetters(13)}` }: TableInput) {
    this.id = id
    this.name = name
    // Derived from the table's id, so that a seeded column has the same id in every world.
    this.#fields = fields.map(([fieldName, kind], at) => ({ id: `fld${id.slice(-7)}${at}`, name: fieldName, kind }))
  }

  get fields(): readonly Field[] {
    return this.#fields
  }

  addField(name: string, kind: FieldKind): Field {
    const field = { id: `fld${makeLetters(8)}`, name, kind }
    this.#fields.push(field)
    return field
  }

  fieldNamed(name: string): Field | undefined {
    return this.fields.find((field) => field.name === name)
  }

  add(cells: ReadonlyMap<string, CellValue>, created: Done, id = `rec${makeLetters(11)}`): Row {
    const row = { id, cells: new Map(cells), created, modified: created }
    this.rows.set(id, row)
    return row
  }
}
