export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'feishu-uploader.language'
const pseudo = 'pseudo'

/** The language chosen here before, else the first supported one of the browser's list, else English. */
export function preferredLanguage(preferred: readonly string[], storage: Pick<Storage, 'getItem'>): Language {
  const remembered = storage.getItem(storageKey)
  const exact = languages.find((language) => language === remembered)
  if (exact) return exact
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return preferred.length === 0 ? 'zh-CN' : 'en'
}

export function rememberLanguage(language: Language, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(storageKey, language)
}

/** Whether localStorage selects the pseudo-language (development only). */
export function isPseudoLanguageChosen(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(storageKey) === pseudo
}
