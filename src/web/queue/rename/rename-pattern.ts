import { fileNameMaxCharacters } from '../../../contract/feishu/limits.ts'

/** Placeholders of a pattern, in both languages of the page. */
export const placeholders = {
  name: ['{原名}', '{name}'],
  number: ['{序号}', '{number}'],
  date: ['{日期}', '{date}'],
} as const

export type Placeholder = keyof typeof placeholders

export interface RenamePattern {
  /** Name without its suffix, with placeholders. */
  readonly pattern: string
  /** Text of the old name that is replaced before the pattern takes it; empty for none. */
  readonly find: string
  readonly replacement: string
  /** Number of the first file. */
  readonly firstNumber: number
}

export interface NamedFile {
  readonly name: string
  /** When the file was last changed, in milliseconds since 1970. */
  readonly lastModifiedMs: number
}

export interface Renaming {
  readonly from: string
  readonly to: string
  /** Why the new name cannot be taken; null if it can. */
  readonly refusal: 'empty' | 'too-long' | null
}

/** The new names, in the order of the files. The suffix is kept, since it names the format. */
export function renameAll(files: readonly NamedFile[], rules: RenamePattern): readonly Renaming[] {
  // All numbers have as many digits as the largest, so that they sort as they count.
  const digits = String(rules.firstNumber + Math.max(0, files.length - 1)).length
  return files.map(({ name, lastModifiedMs }, at) => {
    const [stem, suffix] = splitSuffix(name)
    const replaced = rules.find === '' ? stem : stem.replaceAll(rules.find, () => rules.replacement)
    const values: Readonly<Record<Placeholder, string>> = {
      name: replaced,
      number: String(rules.firstNumber + at).padStart(digits, '0'),
      date: dayOf(lastModifiedMs),
    }
    const to = fill(rules.pattern, values).trim()
    return { from: name, to: to + suffix, refusal: refusalOf(to, suffix) }
  })
}

function refusalOf(stem: string, suffix: string): Renaming['refusal'] {
  if (stem === '') return 'empty'
  return Array.from(stem + suffix).length > fileNameMaxCharacters ? 'too-long' : null
}

/** In one pass, so that placeholder text in a file's own name is not replaced. */
function fill(pattern: string, values: Readonly<Record<Placeholder, string>>): string {
  return pattern.replace(/\{[^{}]*\}/g, (written) => {
    for (const [placeholder, words] of Object.entries(placeholders) as [Placeholder, readonly string[]][]) {
      if (words.includes(written)) return values[placeholder]
    }
    return written
  })
}

/** A leading dot begins a name, not a suffix. */
export function splitSuffix(name: string): readonly [stem: string, suffix: string] {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
}

/** The day in the person's time zone, sortable: 2026-11-30. */
function dayOf(timeMs: number): string {
  const time = new Date(timeMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}
