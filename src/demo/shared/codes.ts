import type { RouteName } from '../../contract/feishu/routes.ts'
import { problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { FaultOrder } from './situations.ts'
import type { StageTarget, Trouble } from './protocol.ts'

/** Which call of which target is to meet a code so that the product shows what it does about it. */
export interface WayToMeet {
  readonly target: StageTarget
  readonly route: RouteName
}

/** Codes from `first` on, in ascending order. Feishu numbers its services in blocks. */
const blocks: readonly (WayToMeet & { readonly first: number })[] = [
  { first: 0, target: 'docx', route: 'uploadAll' },
  { first: 20_000, target: 'docx', route: 'exchangeToken' },
  { first: 21_000, target: 'docx', route: 'uploadAll' },
  { first: 90_000, target: 'sheet', route: 'writeCellImage' },
  { first: 91_200, target: 'docx', route: 'checkPermission' },
  { first: 91_400, target: 'base', route: 'batchCreateRecords' },
  { first: 131_000, target: 'wiki', route: 'getWikiNode' },
  { first: 1_061_000, target: 'docx', route: 'uploadAll' },
  { first: 1_063_000, target: 'docx', route: 'checkPermission' },
  { first: 1_064_000, target: 'docx', route: 'uploadAll' },
  { first: 1_066_000, target: 'docx', route: 'checkPermission' },
  { first: 1_069_900, target: 'folder', route: 'createImportTask' },
  { first: 1_254_000, target: 'base', route: 'batchCreateRecords' },
  { first: 1_274_000, target: 'docx', route: 'uploadAll' },
  { first: 1_310_000, target: 'sheet', route: 'writeCellImage' },
  { first: 1_770_000, target: 'docx', route: 'createBlocks' },
  { first: 99_000_000, target: 'docx', route: 'uploadAll' },
]

/** How Feishu can be made to answer a row of the catalogue; null for conditions that are none of Feishu's codes. */
export function wayToMeet(key: ProblemKey): WayToMeet | null {
  const code = codeOf(key)
  if (code === null) return null
  const found = blocks.findLast(({ first }) => first <= code)
  return found ? { target: found.target, route: found.route } : null
}

/** As `wayToMeet`, by the code alone. */
export function wayToMeetCode(code: number): WayToMeet | null {
  const key = String(code)
  return isKey(key) ? wayToMeet(key) : null
}

/** The document in which a trouble shows. */
export function targetOf(trouble: Trouble): StageTarget {
  return (trouble.kind === 'code' ? wayToMeetCode(trouble.code)?.target : null) ?? 'docx'
}

export function codeOf(key: ProblemKey): number | null {
  return /^\d+$/.test(key) ? Number(key) : null
}

/** Faults by which the next calls meet a code: enough of them to show what the product does, then they end. */
export function faultsFor(code: number): readonly FaultOrder[] {
  const key = String(code)
  const way = wayToMeetCode(code)
  if (!isKey(key) || !way) return []
  // One file's own trouble is met once; what concerns the document or everybody is met until it is ended.
  const times = problems[key].concerns === 'file' ? 1 : 'always'
  const orders: FaultOrder[] = [{ route: way.route, times, fault: { kind: 'code', code } }]
  // A token is exchanged again only once the old one has expired.
  if (way.route === 'exchangeToken') orders.push({ route: 'uploadAll', times: 1, fault: { kind: 'expire-token' } })
  return orders
}

function isKey(key: string): key is ProblemKey {
  return Object.hasOwn(problems, key)
}
