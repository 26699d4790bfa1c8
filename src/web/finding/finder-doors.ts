import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { Wire } from '../../engine/doors.ts'

/** Dependencies of the finder: the wire, and for whom it asks. */
export interface FinderDoors {
  readonly wire: Wire
  readonly rules: LinkRules
  readonly openId: string
  /** The person's name at Feishu. */
  readonly name: string
  /** Whether Feishu is known to refuse a search without words. */
  readonly lacksEmptySearch?: boolean | undefined
}
