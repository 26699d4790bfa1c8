import type { Page } from '@playwright/test'
import { pathOf } from '../src/contract/feishu/routes.ts'
import { pageHeader } from '../src/contract/own-api/session.ts'

/** What our page is compared with: a bare loop of XMLHttpRequest that posts the same forms to the same route of the gateway. */

/** Places empty file blocks through the gateway; a call takes at most fifty. */
export async function placeBlocks(page: Page, documentId: string, count: number): Promise<readonly string[]> {
  const blocks: string[] = []
  while (blocks.length < count) {
    const children = Array.from({ length: Math.min(32, count - blocks.length) }, () => ({ block_type: 23, file: {} }))
    const url = pathOf('createBlocks', { document_id: documentId, block_id: documentId })
    blocks.push(...(await page.evaluate(createBlocks, { url, children, header: pageHeader })))
  }
  return blocks
}

interface Creation {
  readonly url: string
  readonly children: readonly unknown[]
  readonly header: typeof pageHeader
}

async function createBlocks({ url, children, header }: Creation): Promise<readonly string[]> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { [header.name]: header.value, 'content-type': 'application/json' },
    body: JSON.stringify({ index: -1, children }),
  })
  const { data } = (await answer.json()) as { data: { children: readonly { children: readonly string[] }[] } }
  return data.children.flatMap((view) => view.children)
}

interface Bare {
  readonly documentId: string
  /** A block for each file, or fewer: the last one takes the rest. */
  readonly blocks: readonly string[]
  readonly parallel: number
}

/** Posts the `files.files` of the page's window, each by a call of its own, without a checksum and without binding any. */
export function postBare(page: Page, bare: Bare): Promise<void> {
  return page.evaluate(postAll, { url: pathOf('uploadAll'), header: pageHeader, ...bare })
}

interface Posts extends Bare {
  readonly url: string
  readonly header: typeof pageHeader
}

/** Runs in the page: every worker takes the next file as soon as its last one is answered. */
async function postAll({ url, blocks, documentId, header, parallel: workers }: Posts): Promise<void> {
  const files = [...(window as unknown as { files: { files: Iterable<File> } }).files.files].entries()
  const post = (file: File, block: string) =>
    new Promise<void>((resolve, reject) => {
      const form = new FormData()
      form.append('file_name', file.name)
      form.append('parent_type', 'docx_file')
      form.append('parent_node', block)
      form.append('size', String(file.size))
      form.append('extra', JSON.stringify({ drive_route_token: documentId }))
      form.append('file', file, file.name)
      const xhr = new XMLHttpRequest()
      xhr.open('POST', url)
      xhr.setRequestHeader(header.name, header.value)
      xhr.onload = () => {
        if (xhr.status === 200 && xhr.responseText.includes('"code":0')) resolve()
        else reject(new Error(xhr.responseText))
      }
      xhr.onerror = () => reject(new Error('No answer came'))
      xhr.send(form)
    })
  const work = async () => {
    for (const [index, file] of files) await post(file, blocks[Math.min(index, blocks.length - 1)] ?? '')
  }
  await Promise.all(Array.from({ length: workers }, work))
}
