/** A file in its target, as `Simulator.inspect` returns it. */
export interface StandingFile {
  readonly name: string
  readonly sha256: string
}

/** What a sheet holds. */
export interface SheetContent {
  readonly title: string
  readonly cells: readonly (StandingFile & {
    readonly sheetId: string
    readonly cell: string
    readonly kind: 'text' | 'image'
    readonly text?: string
  })[]
  readonly floats: readonly (StandingFile & { readonly sheetId: string; readonly cell: string })[]
}

export type Field = string | number | readonly StandingFile[]

/** What a base holds. */
export interface BaseContent {
  readonly tables: readonly {
    readonly name: string
    readonly records: readonly {
      readonly recordId: string
      readonly fields: Readonly<Record<string, Field>>
    }[]
  }[]
}

/** Names of the attachments in a cell. */
export function namesIn(field: Field | undefined): readonly string[] {
  return typeof field === 'object' ? field.map(({ name }) => name) : []
}
