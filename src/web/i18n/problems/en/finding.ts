import type { findingProblems } from '../../../../contract/problems/finding.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const meant = {
  rootClosed: {
    title: 'App may not see your Drive',
    what: 'This app lacks the permission to read Drive folders.',
    remedy: 'Ask the app developer to enable Drive permissions in the developer console, then retry.',
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
