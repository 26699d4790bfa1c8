import type { Page } from '@playwright/test'
import type { Bench } from './in-browser.ts'

/**
 * Blocks the queue: the first call for empty blocks gets no answer, and everything else waits for it, so that rows are measured and
 * not uploads.
 */
export async function holdUploads({ simulator }: Bench): Promise<void> {
  const heldMs = 10 * 60 * 1000
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'delay', delayMs: heldMs } }])
}

/** Makes small files in the page's memory, ready to be pasted; not part of what is measured. */
export async function makeFiles(page: Page, count: number): Promise<void> {
  await page.evaluate((files) => {
    const clipboardData = new DataTransfer()
    for (let number = 1; number <= files; number += 1) {
      clipboardData.items.add(new File(['x'], `file-${number}.txt`, { type: 'text/plain' }))
    }
    Object.assign(window, { madeFiles: clipboardData })
  }, count)
}

/** Pastes the files made and waits until the list counts them all. */
export async function pasteFiles(page: Page, count: number): Promise<void> {
  await page.evaluate(async (files) => {
    const { madeFiles } = window as unknown as { readonly madeFiles: DataTransfer }
    const listed = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(`[aria-setsize="${files}"]`)) return
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { childList: true, subtree: true, attributes: true })
    })
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: madeFiles, bubbles: true }))
    await listed
  }, count)
}
