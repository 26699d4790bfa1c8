import type { SessionRecord } from '../session/session-record.ts'
import type { SessionKey } from '../session/session-store.ts'

export const aRecord: SessionRecord = {
  person: { openId: 'ou_1', name: '张三', tenantKey: 'tenant1' },
  grant: {
    accessToken: 'canary-access',
    accessTokenEndsAtMs: 1,
    refreshToken: 'canary-refresh',
    refreshTokenEndsAtMs: 2,
    scope: 'docx:document',
  },
  refreshedAtMs: 0,
  createdAtMs: 0,
  seenAtMs: 0,
}

/** A session whose tokens end it. */
export function aRecordLasting(untilMs: number): SessionRecord {
  return { ...aRecord, grant: { ...aRecord.grant, refreshTokenEndsAtMs: untilMs } }
}

export function key(letter: string): SessionKey {
  return letter.repeat(64) as SessionKey
}
