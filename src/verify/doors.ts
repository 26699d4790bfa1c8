import type { ApiAnswer, ApiRequest, Reading, Refusal } from '../contract/feishu/api.ts'
import type { DocumentId, FolderToken, SheetId, SpreadsheetToken } from '../contract/feishu/ids.ts'
import type { TableAddress } from '../contract/feishu/base/records.ts'

/** What an experiment may need to be there. `own-document`: made by this command, so that whatever is in it may be deleted. */
export type Need = 'document' | 'own-document' | 'folder' | 'sheet' | 'base' | 'person'

/** Where experiments write. */
export interface Places {
  readonly document?: DocumentPlace
  /** The one that was made in the operator's folder. */
  readonly folder?: { readonly folderToken: FolderToken }
  readonly sheet?: SheetPlace
  readonly base?: BasePlace
}

export interface DocumentPlace {
  readonly documentId: DocumentId
  readonly isOurs: boolean
}

/** Cells from `firstRow` on (counted from 0) are empty and may be written. */
export interface SheetPlace {
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  readonly firstRow: number
  /** Made by this command, and removed as a whole. */
  readonly isOurs: boolean
}

/** A table with a column of text and one of attachments. */
export interface BasePlace extends TableAddress {
  readonly textField: string
  readonly attachmentField: string
}

/** An answer with what the report tells of it. */
export interface Called extends ApiAnswer {
  /** Feishu's code; null where the answer is not its JSON. */
  readonly code: number | null
}

/** What is made by an experiment, so that the clean-up can remove it. */
export interface Made {
  /** For the report: a kind of thing, never a name of the operator's. */
  readonly what: string
  /** @returns Whether it is gone. */
  readonly remove: (call: Doors['call']) => Promise<boolean>
  /** Where a person finds it, for the terminal only. */
  readonly where?: string
}

/** Through which experiments reach the world. */
export interface Doors {
  /**
   * Makes a call, in its turn (`at-once`: without waiting for one), and counts it against the budget.
   *
   * @throws {BudgetSpent} When the experiment has made the calls that it said. @throws {Stopped} When the operator stopped the run.
   */
  readonly call: (request: ApiRequest, pace?: 'in-turn' | 'at-once') => Promise<Called>
  /** Reads a page that is no API, without a token; likewise counted. */
  readonly page: (url: string, init?: PageRequest) => Promise<Called>
  readonly wait: (ms: number) => Promise<void>
  readonly nowMs: () => number
  readonly uuid: () => string
  readonly places: Places
  readonly made: (thing: Made) => void
  readonly site: Site
}

export interface PageRequest {
  readonly method?: 'GET' | 'POST' | 'OPTIONS'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What is known of Feishu and the app, besides its token. */
export interface Site {
  readonly openOrigin: string
  readonly accountsOrigin: string
  /** The registered redirect address. */
  readonly redirectUri: string
  readonly identity: 'person' | 'app'
  readonly brand: 'feishu' | 'lark'
  /** URL of the consent page for another redirect address. */
  readonly authorizeUrl: (redirectUri: string) => string
  /** Seconds for which the access token is good, as its answer said. */
  readonly tokenLifeSeconds: number
  /** Has the person consent once more and exchanges the code at the newer token endpoint; null as the app. */
  readonly exchangeAtV3: (() => Promise<Called>) | null
}

/** Thrown when the operator stopped the run. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Thrown before a call that the stated budget does not hold. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** Thrown for a refusal that an experiment has no answer for. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
  constructor({ code, httpStatus, scopes }: Refusal) {
    const missing = scopes.length > 0 ? `; one of these scopes is missing: ${scopes.join(', ')}` : ''
    // Nothing of its text, which goes into the report: it may have names in it, and so may a proxy's page.
    const what = code === null ? 'not in the form that is documented' : `code ${code}`
    super(
      httpStatus === 0 ? 'no answer came; it may have been done all the same' : `HTTP ${httpStatus}, ${what}${missing}`,
    )
  }
}

/** The data of an answer. @throws {Unexpected} When it was refused. */
export function must<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.data
  throw new Unexpected(reading.refusal)
}

/** What a place is, where the runner has checked that it is there. */
export function given<T>(place: T | undefined): T {
  if (place === undefined) throw new Error('This experiment does not say what it needs')
  return place
}
