import type { RecordId } from '../../../contract/feishu/ids.ts'

/** A record and its text in the column that file names are compared with. */
export interface NamedRecord {
  readonly recordId: RecordId
  readonly text: string
}

/** A record whose name a file has but for a number at the end. */
export interface NumberedMatch {
  readonly record: NamedRecord
  /** The numbers, outermost last: 2 of `SKU-001_2`. */
  readonly numbers: readonly number[]
}

/** Records of one table by their text, compared by what people see. */
export class RecordsByName {
  readonly #byName = new Map<string, NamedRecord[]>()
  /** Those whose text no file of Windows can have, by what stands in its name instead. */
  readonly #byFileName = new Map<string, NamedRecord[]>()

  constructor(records: Iterable<NamedRecord>) {
    for (const record of records) {
      const name = comparable(record.text)
      if (name !== '') add(this.#byName, name, record)
      for (const instead of ['_', '-']) {
        const possible = name.replace(forbidden, instead)
        if (possible !== name && /[\p{L}\p{N}]/u.test(name)) add(this.#byFileName, possible, record)
      }
    }
  }

  /**
   * The record whose text is the file's name, with or without its extension: the one that is the same to the letter, or the first.
   */
  find(fileName: string): NamedRecord | null {
    return this.#named(fileName) ?? this.#named(stemOf(fileName))
  }

  /**
   * The record whose text is the file's name without a number that browsers and people add: `SKU-001 (1).png`, `SKU-001_2.png`,
   * `SKU-001-3.png`, `SKU-001 - 副本.png`. For files that `find` knows no record for.
   */
  findNumbered(fileName: string): NumberedMatch | null {
    let names: readonly Numbered[] = [{ name: comparable(stemOf(fileName)), numbers: [] }]
    // A browser may number a file that people have numbered: `SKU-001_2 (1).png`; Windows a copy: `SKU-001 - 副本 (2).png`.
    for (let times = 0; times < 3; times += 1) {
      names = names.flatMap(withoutNumber)
      for (const { name, numbers } of names) {
        const record = this.#named(name)
        if (record) return { record, numbers }
      }
    }
    return null
  }

  #named(name: string): NamedRecord | null {
    const found = this.#byName.get(comparable(name)) ?? []
    const [instead, ...others] = this.#byFileName.get(comparable(name)) ?? []
    const only = others.length === 0 ? instead : undefined
    return found.find(({ text }) => typed(text) === typed(name)) ?? found[0] ?? only ?? null
  }
}

/** What Windows forbids in names of files (Microsoft, "Naming Files, Paths, and Namespaces"); browsers write `_`, people `-` too. */
const forbidden = /[\\:*?"<>|]/g

function add(records: Map<string, NamedRecord[]>, name: string, record: NamedRecord): void {
  const alike = records.get(name)
  if (alike) alike.push(record)
  else records.set(name, [record])
}

interface Numbered {
  readonly name: string
  readonly numbers: readonly number[]
}

/** As systems and programs name a copy: Windows, macOS (older ones too), GNOME, cloud drives; in Chinese and English. */
const copy = '(?:的?副本|拷贝|复件|複製|拷貝|copy)'

/**
 * At most two digits, three in brackets: `SKU-001` is a name, and `IMG_2024` is one as well. Copies: `x - 副本` and `x - Copy` of
 * Windows, `x 副本`, `x copy 2` and `x 2` of macOS, `x (copy)` and `x (3rd copy)` of GNOME, `Copy of x` of Google Drive. One pattern
 * for each, since a record's text may end with a punctuation mark.
 */
const numbered: readonly RegExp[] = [
  /^copy of (.+)$/,
  /^(.+?)\s?\((\d{1,3})\)$/,
  /^(.+?)\s?[[【](\d{1,3})[\]】]$/,
  /^(.+?)\s?[_-]\s?(\d{1,2})$/,
  /^(.+?)(?:\s|\s?#\s?)(\d{1,2})$/,
  new RegExp(String.raw`^(.+?)\s?[_-]\s?${copy}(?:\s?(\d{1,2}))?$`),
  new RegExp(String.raw`^(.+?)\s?(?!\Bc)${copy}(?:\s?(\d{1,2}))?$`),
  new RegExp(String.raw`^(.+?)\s?\(${copy}(?:\s?(\d{1,2}))?\)$`),
  new RegExp(String.raw`^(.+?)\s?\((?:another\s|另一个|第?\s?(\d{1,2})\s?(?:st|nd|rd|th|个)\s?)${copy}\)$`),
]

function withoutNumber({ name, numbers }: Numbered): readonly Numbered[] {
  return numbered.flatMap((form) => {
    const [, rest, number = '1'] = form.exec(name) ?? []
    return rest === undefined ? [] : [{ name: comparable(rest), numbers: [Number(number), ...numbers] }]
  })
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '')
}

/** As people type it: macOS writes a letter and its accent as two characters. */
function typed(text: string): string {
  return text.normalize('NFC').trim()
}

/**
 * What people see of a text: full-width and half-width characters alike (NFKC), all spaces and all hyphens alike, without case or
 * invisible characters. `/` counts as `:`, which macOS hands over in its place.
 */
export function comparable(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[\uFE0E-\uFE0F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
      // What word processors make of a hyphen, an apostrophe and quotes.
      .replace(/[\u2010-\u2013\u2212]/g, '-')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u201C\u201D]/g, '"')
      // ẞ, ß and SS are one letter only this way round.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKC')
      .replaceAll('/', ':')
      .replace(/\s+/g, ' ')
      .trim()
  )
}
