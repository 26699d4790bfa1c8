import type { Language } from './language.ts'

/** The words of the first frame, in a chunk for each language. */
export const pageWords = {
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  en: async () => (await import('./en.ts')).en,
} as const satisfies Readonly<Record<Language, () => Promise<unknown>>>
