import type { Language } from './language.ts'

/** Formats numbers, sizes and times for one language. */
export interface Formats {
  number(value: number): string
  /** Sizes in units of 1024, as file managers and Feishu count: 1 KB is 1024 bytes. */
  size(bytes: number): string
  /** A share from 0 to 1 as a whole percentage; 100 % only for 1. */
  percent(share: number): string
  /** An approximate duration: seconds below a minute, minutes below an hour, then hours and minutes. */
  duration(ms: number): string
  /**
   * A time to the nearest minute, as part of a sentence; names the day unless it is today. Midnight is 00:00 in every
   * language.
   */
  when(ms: number, nowMs?: number): string
  /** A past time, shorter the longer ago: today and yesterday with the time, days of the last week by name, others by date. */
  ago(ms: number, nowMs?: number): string
  /** Day and time of one occurrence, to the second. */
  moment(ms: number): string
}

/** `KB`, as file managers write; Intl writes "kB", which means 1000 bytes. */
const sizeUnits = ['KB', 'MB', 'GB', 'TB'] as const

/** Sweden writes 2026-11-20. */
const isoDay = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' })
const englishDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' })
const englishDayOfYear = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** How a day and a time are joined in a sentence. */
const phrases = {
  'zh-CN': {
    today: (time: string) => time,
    neighbour: (day: string, time: string) => `${day} ${time}`,
    date: (day: string, time: string) => `${day} ${time}`,
    pastDate: (date: Date, isThisYear: boolean) => isoDay.format(date).slice(isThisYear ? 5 : 0),
  },
  en: {
    today: (time: string) => `at ${time}`,
    neighbour: (day: string, time: string) => `${day} at ${time}`,
    date: (day: string, time: string) => `on ${day} at ${time}`,
    pastDate: (date: Date, isThisYear: boolean) => (isThisYear ? englishDay : englishDayOfYear).format(date),
  },
} satisfies Record<Language, unknown>

/** Midnights between two times in the local calendar, in which days may have 23 or 25 hours. */
function daysBetween(fromMs: number, toMs: number): number {
  return Math.round((new Date(toMs).setHours(12, 0, 0, 0) - new Date(fromMs).setHours(12, 0, 0, 0)) / 86_400_000)
}

export function createFormats(language: Language): Formats {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const unit = (name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' })
  const [seconds, minutes, hours] = [unit('second'), unit('minute'), unit('hour')]
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' })
  const dayOfYear = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const neighbour = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' })
  const phrase = phrases[language]
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const threeDigits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })
  return {
    number: (value) => number.format(value),
    size: (bytes) => {
      if (bytes < 1000) return `${number.format(bytes)} B`
      // From 1000 of a unit on the next one is used: 0.98 MB instead of 1,000 KB.
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
    when: (ms, nowMs = Date.now()) => {
      const minuteMs = Math.round(ms / 60_000) * 60_000
      const time = clock.format(minuteMs)
      const days = daysBetween(nowMs, minuteMs)
      if (days === 0) return phrase.today(time)
      if (Math.abs(days) === 1) return phrase.neighbour(neighbour.format(days, 'day'), time)
      const isThisYear = new Date(minuteMs).getFullYear() === new Date(nowMs).getFullYear()
      return phrase.date((isThisYear ? day : dayOfYear).format(minuteMs), time)
    },
    ago: (ms, nowMs = Date.now()) => {
      const days = daysBetween(nowMs, ms)
      if (days === 0 || days === -1) return `${neighbour.format(days, 'day')} ${clock.format(ms)}`
      if (days < 0 && days > -7) return weekday.format(ms)
      return phrase.pastDate(new Date(ms), new Date(ms).getFullYear() === new Date(nowMs).getFullYear())
    },
    moment: (ms) => moment.format(ms),
  }
}
