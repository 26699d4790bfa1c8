import { SimulatedDocument, type DocumentInput } from '../world/document.ts'
import { Table } from './table.ts'

/** A write that named a client_token. */
export interface RememberedWrite {
  /** The whole request; the same token with another request is refused (1255006). */
  readonly request: string
  readonly data: unknown
}

/** A base; `bitable` in Feishu's paths. */
export class Base extends SimulatedDocument {
  readonly tables = new Map<string, Table>()
  /** Advanced permissions: over the API only people who may manage the base may write. */
  advanced = false
  readonly rememberedWrites = new Map<string, RememberedWrite>()

  constructor(input: DocumentInput) {
    super('bitable', input)
  }

  override searchedText(): string {
    const tables = [...this.tables.values()]
    const texts = tables.flatMap(({ name, rows }) => [
      name,
      ...[...rows.values()].flatMap(({ cells }) => [...cells.values()].filter((value) => typeof value === 'string')),
    ])
    return texts.join('\n')
  }

  add(table: Table): void {
    this.tables.set(table.id, table)
  }
}
