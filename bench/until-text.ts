import type { Page } from '@playwright/test'

/** Resolves as soon as the page shows a text, instead of at a test runner's next poll, which may come a second later. */
export async function untilText(page: Page, text: string, limitMs: number): Promise<void> {
  await page.evaluate(
    ([wanted, longestMs]) =>
      new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new Error(`“${wanted}” did not show in ${longestMs} ms`))
        }, longestMs)
        const look = () => {
          if (!document.body.textContent.includes(wanted)) return
          observer.disconnect()
          clearTimeout(late)
          resolve()
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
        look()
      }),
    [text, limitMs] as const,
  )
}

export type TargetWord = '文档' | '表格' | '多维表格'

/** The page's text when this many files have arrived. */
export function allDone(count: number, word: TargetWord = '文档'): string {
  return `${count.toLocaleString('en')} 个文件都已在${word}中`
}
