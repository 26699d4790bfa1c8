import { useEffect } from 'react'
import type { Person } from '../app/workspace-context.ts'
import type { QueueSnapshot, Uploads } from '../../engine/queue/uploads.ts'
import type { IntakeSnapshot } from '../drop/intake/intake-snapshot.ts'
import { useSession } from './use-session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'

interface OwnershipOptions {
  readonly owner: Person
  readonly onOwner: (owner: Person | null) => void
  /** Hands the queue to another person. */
  readonly onBecome: (person: Person) => void
  readonly ask: AskGateway
  /** Null until the queue has been opened. */
  readonly uploads: Uploads | null
  readonly snapshot: QueueSnapshot
  readonly intake: IntakeSnapshot
}

/**
 * Ties a queue to the person who started it: when the session ends the queue waits, and continues once the same person has
 * signed in, in any window. Without a queue the page follows the session at once. Files not in the queue yet are kept while
 * nobody is signed in; they are not handed to another person.
 */
export function useOwnership({ owner, onOwner, onBecome, ask, uploads, snapshot, intake }: OwnershipOptions) {
  const isAwaitingSignIn = snapshot.hold?.problem === 'not-signed-in'
  const { query } = useSession(ask, isAwaitingSignIn)
  const { data: session, dataUpdatedAt, refetch } = query
  const present = session?.person ?? null
  const isOwnerBack = isAwaitingSignIn && present?.openId === owner.openId
  const isAnyWaiting = intake.files + intake.duplicates.length > 0
  const isKept = snapshot.ids.length > 0 || (present === null && isAnyWaiting)

  useEffect(() => {
    if (isAwaitingSignIn) void refetch()
  }, [isAwaitingSignIn, refetch])

  useEffect(() => {
    // Depends on the time of the answer too: another window may have signed in before this one noticed the sign-out.
    if (isOwnerBack && dataUpdatedAt > 0) uploads?.goOn()
  }, [isOwnerBack, dataUpdatedAt, uploads])

  useEffect(() => {
    if (!isKept && session && present?.openId !== owner.openId) onOwner(present)
  }, [isKept, session, present, owner.openId, onOwner])

  return {
    present,
    become: (person: Person) => {
      onBecome(person)
      onOwner(person)
      uploads?.goOn()
    },
  }
}
