import type { findingProblems } from '../../../../contract/problems/finding.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const meant = {
  rootClosed: {
    title: '应用不能查看云空间',
    what: '本应用没有读取云空间文件夹的权限。',
    remedy: '请应用开发者在开发者后台开通云空间权限，之后再试。',
  },
} as const satisfies Readonly<Record<string, ProblemMessages>>

export const findingMessages = (meanings: Meanings) =>
  ({
    91201: meanings.busy,
    91204: meant.rootClosed,
    1064001: meanings.badCall,
    1274001: meanings.badCall,
    1274002: meanings.badCall,
    1274011: meanings.staleToken,
    1277001: meanings.busy,
  }) as const satisfies Record<keyof typeof findingProblems, ProblemMessages>
