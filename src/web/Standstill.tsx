import type { QueueSnapshot } from '../engine/uploads.ts'
import { SignInAgain } from './session/SignInAgain.tsx'
import { StandstillBanner } from './uploads/StandstillBanner.tsx'
import type { Person } from './use-ownership.ts'
import { useSpeech } from './words/speech.ts'

interface StandstillProps {
  readonly snapshot: QueueSnapshot
  readonly owner: Person
  readonly present: Person | null
  /** Where people come from when a portal vouches for them. */
  readonly portalUrl: string | null
  readonly onBecome: (person: Person) => void
}

/** Says why the queue stands still, and what to do where a person has to. */
export function Standstill({ snapshot: { standstill }, owner, present, portalUrl, onBecome }: StandstillProps) {
  const { words } = useSpeech()
  if (standstill === null) return null
  const isStranger = present !== null && present.openId !== owner.openId
  return (
    <StandstillBanner standstill={standstill}>
      {standstill === 'not-signed-in' && (
        <>
          {isStranger && (
            <>
              <p>{words.session.otherPerson(present.name)}</p>
              <button type="button" className="button button-small" onClick={() => onBecome(present)}>
                {words.session.continueAs(present.name)}
              </button>
            </>
          )}
          <SignInAgain portalUrl={portalUrl} />
        </>
      )}
    </StandstillBanner>
  )
}
