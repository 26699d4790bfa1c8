import type { Page } from '@playwright/test'
import type { Language } from '../uploader-page.ts'

export const languages = ['zh-CN', 'en'] as const satisfies readonly Language[]

/** From the smallest phone to a wide desk, in pixels. */
export const sizes = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

export const schemes = ['light', 'dark', 'forced'] as const
export type Scheme = (typeof schemes)[number]

/** How a walk goes, and what a page is given back as. */
export const usual = { language: 'zh-CN', size: { width: 1280, height: 800 }, scheme: 'light' } as const

export async function wear(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    forcedColors: scheme === 'forced' ? 'active' : 'none',
  })
}

/** Chooses a language by the page's own switch, not by the mouse: what is open stays open, and a dialog does not bar the way. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(async (wanted) => {
    const root = document.documentElement
    if (root.lang === wanted) return
    const select = [...document.querySelectorAll('select')].find(({ options }) =>
      [...options].some(({ value }) => value === 'zh-CN'),
    )
    if (!select) throw new Error('no switch for the language')
    select.value = wanted
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await new Promise<void>((resolve, reject) => {
      let looks = 0
      const look = () => {
        looks += 1
        if (root.lang === wanted) resolve()
        else if (looks > 3000) reject(new Error(`the page does not come in ${wanted}`))
        else setTimeout(look, 20)
      }
      look()
    })
  }, language)
}

/** Name of a look, and of its picture's file. */
export function nameOf(language: Language, { width }: { readonly width: number }, scheme: Scheme): string {
  return `${language}-${width}-${scheme}`
}
