import type { PageStorage } from '../platform/browser-storage.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'feishu-uploader.theme'

export function rememberedTheme(storage: PageStorage): Theme {
  const remembered = storage.getItem(storageKey)
  return themes.find((theme) => theme === remembered) ?? 'system'
}

/** tokens.css reads the attribute; without it the system's setting applies. */
export function showTheme(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
}

export function rememberTheme(theme: Theme, storage: PageStorage): void {
  storage.setItem(storageKey, theme)
}
