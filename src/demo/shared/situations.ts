import type { RouteName } from '../../contract/feishu/routes.ts'

/** A fault as the simulator's control API takes it (simulator/README.md). */
export interface FaultOrder {
  readonly route: RouteName
  readonly times?: number | 'always'
  readonly skip?: number
  readonly fault:
    | { readonly kind: 'code'; readonly code: number }
    | { readonly kind: 'html'; readonly status: 502 }
    | { readonly kind: 'cut-at'; readonly share: number }
    | { readonly kind: 'expire-token' }
}

/** What is wrong, and what has to be done so that it comes about. */
interface Situation {
  readonly faults?: readonly FaultOrder[]
  /** Everybody's tokens are revoked, as in Feishu's security settings. */
  readonly revokes?: true
  readonly line?: 'offline'
  /** Somebody else keeps editing the document. */
  readonly editor?: true
  /** It is over by itself; otherwise somebody has to end it. */
  readonly isBrief?: true
  /** Which files show it; `null`: what is there already. */
  readonly files: 'pictures' | 'large' | null
}

const code = (route: RouteName, number: number, times: number | 'always' = 'always'): FaultOrder => ({
  route,
  times,
  fault: { kind: 'code', code: number },
})

/** What people ask about first, in this order. Their words are in stage/words. */
export const situations = {
  'broken-connection': {
    faults: [
      { route: 'uploadAll', times: 2, fault: { kind: 'cut-at', share: 0.6 } },
      { route: 'uploadPart', skip: 3, times: 1, fault: { kind: 'cut-at', share: 0.6 } },
    ],
    isBrief: true,
    files: 'large',
  },
  offline: { line: 'offline', files: 'pictures' },
  'other-editor': { editor: true, files: 'pictures' },
  'rate-limit': { faults: [code('uploadAll', 99991400, 6)], isBrief: true, files: 'pictures' },
  'token-expired': {
    faults: [{ route: 'uploadAll', times: 1, fault: { kind: 'expire-token' } }],
    isBrief: true,
    files: 'pictures',
  },
  'signed-out': { revokes: true, isBrief: true, files: 'pictures' },
  'no-permission': { faults: [code('createBlocks', 1770032)], files: 'pictures' },
  'storage-full': {
    faults: [code('uploadAll', 1061101), code('uploadPrepare', 1061101)],
    files: 'pictures',
  },
  'content-review': { faults: [code('uploadAll', 1061113, 1)], isBrief: true, files: 'pictures' },
  'feishu-away': {
    faults: (['uploadAll', 'createBlocks', 'batchUpdateBlocks'] as const).map((route) => ({
      route,
      times: 3,
      fault: { kind: 'html', status: 502 },
    })),
    isBrief: true,
    files: 'pictures',
  },
} as const satisfies Readonly<Record<string, Situation>>

export type SituationId = keyof typeof situations

export const situationIds = Object.keys(situations) as readonly SituationId[]

export function isSituation(id: string): id is SituationId {
  return Object.hasOwn(situations, id)
}

export function situationOf(id: SituationId): Situation {
  return situations[id]
}
