import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { cellName, readCellName } from '../../contract/feishu/sheet/cell.ts'
import { MediaModel } from './media-model.ts'
import { answering, Refused, valuesOf, type Json, type Model } from './model.ts'

interface Float {
  readonly name: string
  readonly cell: string
  readonly token: string
}

function wireOf([id, { token, cell }]: readonly [string, Float]): Json {
  return { float_image_id: id, float_image_token: token, range: `sheet1!${cell}:${cell}` }
}

/**
 * One sheet of Feishu. A cell holds the last picture written to it. A floating picture is recognised by its id, which the caller
 * chooses (official: sheets-v2 values_image; sheets-v3/float_image/create).
 */
export class SheetModel implements Model {
  /** Names of pictures by cell name, such as `A1`. */
  readonly cells = new Map<string, string>()
  /** Texts that others wrote, by cell name. */
  readonly texts = new Map<string, string>()
  /** Names and cells of the floating pictures, by id. */
  readonly floats = new Map<string, Float>()
  readonly #tokens = new Map<string, { readonly name: string; readonly token: string }>()
  #written = 0
  readonly #uploads = new MediaModel(({ parentNode }) => {
    if (parentNode !== 'book1') throw new Refused(1061044)
  })

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => this.#uploads.take(request) ?? this.#edit(request))
  }

  /** All pictures in cells and floating over them, each as cell name and picture name; sorted. */
  get shown(): readonly string[] {
    const pictures = [...this.cells].map(([cell, name]) => `${cell} ${name}`)
    return [...pictures, ...[...this.floats.values()].map(({ cell, name }) => `${cell} ${name}`)].sort()
  }

  /** Writes text to a cell as a person would. */
  fill(cell: string, text: string): void {
    this.cells.delete(cell)
    this.texts.set(cell, text)
  }

  #edit(request: ApiRequest): Json {
    if (request.route === 'readCells') return this.#read(request.parameters['range'] ?? '')
    const takenOut = this.#takeOut(request)
    if (takenOut) return takenOut
    const json = valuesOf(request)
    const cell = /^sheet1!([A-Z]+\d+):\1$/.exec(String(json['range']))?.[1]
    switch (request.route) {
      case 'writeCellImage':
        if (cell === undefined) throw new Refused(90202)
        if (json['image'] === 0) throw new Refused(90204)
        this.texts.delete(cell)
        this.cells.set(cell, String(json['name']))
        this.#written += 1
        this.#tokens.set(cell, { name: String(json['name']), token: `picture${this.#written}` })
        return { updatedRange: json['range'] }
      case 'createFloatImage': {
        const id = String(json['float_image_id'])
        const name = this.#uploads.nameOf(String(json['float_image_token']))
        if (cell === undefined) throw new Refused(1310202)
        if (this.floats.has(id)) throw new Refused(1310244)
        if (name === undefined) throw new Refused(1310245)
        this.floats.set(id, { name, cell, token: String(json['float_image_token']) })
        return { float_image: { float_image_id: id } }
      }
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  /** Undefined for a call that takes nothing out. */
  #takeOut(request: ApiRequest): Json | undefined {
    switch (request.route) {
      case 'queryFloatImages':
        return { items: [...this.floats].map(wireOf) }
      case 'deleteFloatImage':
        if (!this.floats.delete(request.parameters['float_image_id'] ?? '')) throw new Refused(1310243)
        return {}
      case 'writeCells': {
        const { range } = valuesOf(request)['valueRange'] as { range: string }
        const name = /^sheet1!([A-Z]+\d+):\1$/.exec(range)?.[1] ?? ''
        this.cells.delete(name)
        this.texts.delete(name)
        return { updatedRange: range }
      }
      default:
        return undefined
    }
  }

  /** Each write gives its picture a token of its own; a picture of others has another one. */
  #tokenIn(cell: string, picture: string): string {
    const written = this.#tokens.get(cell)
    return written?.name === picture ? written.token : `theirs-${picture.replaceAll('.', '-')}`
  }

  /** Values of a range, row by row; null for an empty cell. */
  #read(range: string): Json {
    const [first, last] = (range.split('!')[1] ?? '').split(':').map(readCellName)
    if (!first || !last) throw new Refused(90202)
    const values = Array.from({ length: last.row - first.row + 1 }, (_, down) =>
      Array.from({ length: last.column - first.column + 1 }, (__, across) => {
        const name = cellName({ row: first.row + down, column: first.column + across })
        const picture = this.cells.get(name)
        return picture === undefined
          ? (this.texts.get(name) ?? null)
          : { type: 'embed-image', fileToken: this.#tokenIn(name, picture) }
      }),
    )
    return { valueRange: { range, values } }
  }
}
