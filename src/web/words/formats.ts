import type { Language } from './language.ts'

/** Numbers, sizes and times as people of one language write them. */
export interface Formats {
  number(value: number): string
  /** Sizes the way file managers and Feishu count them: 1 KB is 1024 bytes. */
  size(bytes: number): string
  /** A share between 0 and 1 as a whole percentage, never rounded up to a finished 100 %. */
  percent(share: number): string
  /** A time to wait, roughly: seconds below a minute, whole minutes below an hour, then hours and minutes. */
  duration(ms: number): string
  /** A time of day, to the nearest minute; midnight is 00:00 in every language. */
  timeOfDay(ms: number): string
  /** Day and time of one occurrence, to the second. */
  moment(ms: number): string
}

/** Written as file managers do in every language; Intl would write "kB", which means 1000. */
const sizeUnits = ['KB', 'MB', 'GB', 'TB'] as const

export function createFormats(language: Language): Formats {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const unit = (name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' })
  const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')]
  const timeOfDay = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const threeDigits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })
  return {
    number: (value) => number.format(value),
    size: (bytes) => {
      if (bytes < 1000) return `${number.format(bytes)} B`
      // From 1000 of a unit the next one is shorter: 0.98 MB, not 1,000 KB.
      let [value, power] = [bytes / 1024, 0]
      for (; value >= 1000 && power < sizeUnits.length - 1; power += 1) value /= 1024
      return `${threeDigits.format(value)} ${sizeUnits[power] ?? ''}`
    },
    percent: (share) => percent.format(Math.floor(Math.min(1, Math.max(0, share)) * 100) / 100),
    duration: (ms) => {
      const wholeSeconds = Math.max(1, Math.round(ms / 1000))
      if (wholeSeconds < 60) return seconds.format(wholeSeconds)
      const wholeMinutes = Math.round(wholeSeconds / 60)
      if (wholeMinutes < 60) return minutes.format(wholeMinutes)
      const rest = wholeMinutes % 60
      return [hours.format(Math.floor(wholeMinutes / 60)), ...(rest === 0 ? [] : [minutes.format(rest)])].join(' ')
    },
    timeOfDay: (ms) => timeOfDay.format(Math.round(ms / 60_000) * 60_000),
    moment: (ms) => moment.format(ms),
  }
}
