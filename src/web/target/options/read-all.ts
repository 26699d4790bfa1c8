import type { ApiAnswer, ApiRequest, Reading } from '../../../contract/feishu/api.ts'
import type { Wire } from '../../../engine/doors.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'

interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly nextPageToken: string
}

/**
 * Reads all pages of a list.
 *
 * @throws {CallFailed} When a page is refused.
 */
export async function readAll<Item>(
  wire: Wire,
  request: (pageToken: string) => ApiRequest,
  read: (answer: ApiAnswer) => Reading<ListPage<Item>>,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const items: Item[] = []
  let pageToken = ''
  do {
    const page = await askFeishu(wire, request(pageToken), read, signal)
    items.push(...page.items)
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  return items
}
