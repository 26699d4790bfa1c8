import type { Language } from './language.ts'

/** Numbers, sizes and times as people of one language write them. */
export interface Formats {
  number(value: number): string
  /** Sizes the way file managers and Feishu count them: 1 KB is 1024 bytes. */
  size(bytes: number): string
  /** A share between 0 and 1 as a whole percentage, never rounded up to a finished 100 %. */
  percent(share: number): string
  /** Day and time of one occurrence, to the second. */
  moment(ms: number): string
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

export function createFormats(language: Language): Formats {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const sizes = sizeUnits.map(
    (unit) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumSignificantDigits: 3,
      }),
  )
  return {
    number: (value) => number.format(value),
    size: (bytes) => {
      // 1023.5 of a unit would be written as 1,020; the next unit says it better.
      const power = bytes < 1000 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log(bytes * 1.024) / Math.log(1024)))
      return sizes[power]?.format(bytes / 1024 ** power) ?? String(bytes)
    },
    percent: (share) => percent.format(Math.floor(Math.min(1, Math.max(0, share)) * 100) / 100),
    moment: (ms) => moment.format(ms),
  }
}
