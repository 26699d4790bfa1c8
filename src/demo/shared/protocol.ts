import type { SituationId } from './situations.ts'

/** How the line between browser and gateway is. */
export type LineState = 'fast' | 'slow' | 'offline'

/** Paths of the stage's own API, and of what it serves. */
export const stagePaths = {
  stage: '/api/stage',
  state: '/api/state',
  line: '/api/line',
  trouble: '/api/trouble',
  colleagues: '/api/colleagues',
  reset: '/api/reset',
  samples: '/samples/',
} as const

/**
 * On each call of the stage's page. Other sites cannot send it without a preflight, which is not answered; `Sec-Fetch-Site` alone does not
 * do, since over plain http browsers send that to their own machine only.
 */
export const stageHeader = { name: 'x-demo-stage', value: '1' } as const

/** Status of an answer to a visitor who has no world (any more); the page begins anew. */
export const noWorldStatus = 410

export type StageTarget = 'docx' | 'sheet' | 'base' | 'folder' | 'wiki'

/** What the page has to know once. */
export interface StageAnswer {
  readonly productUrl: string
  readonly simulatorUrl: string
  /** Where one click leads to the simulated consent page, and from there back here. */
  readonly signInUrl: string
  /** `open_id` of who is signed in. */
  readonly you: string | null
  /** `alone`: this machine. `own`: a room in which everybody has a world. `shared`: a room with one for all. */
  readonly room: 'alone' | 'own' | 'shared'
  /** Links of the documents, by kind; `docx` in both languages. */
  readonly documents: Readonly<Record<Exclude<StageTarget, 'docx'> | 'docx-zh' | 'docx-en', string>>
  readonly samples: readonly SampleFile[]
}

export interface SampleFile {
  readonly name: string
  readonly type: string
}

/** What changes; asked for again and again. */
export interface StageState {
  /** Another one than before: this world was closed, and the page has to begin anew. */
  readonly productUrl: string
  readonly line: LineState
  /** What was chosen last and has not been ended: a situation, or a code of the catalogue. */
  readonly trouble: Trouble | null
  /** Refused or unanswered calls since then. */
  readonly met: number
  readonly areColleaguesAtWork: boolean
  readonly people: readonly Share[]
}

export type Trouble =
  | { readonly kind: 'situation'; readonly id: SituationId }
  | { readonly kind: 'code'; readonly code: number }

/** What one person has got of the company's quota. */
export interface Share {
  readonly openId: string
  readonly name: string
  readonly englishName: string
  /** Uploads since the world began. */
  readonly uploads: number
}
