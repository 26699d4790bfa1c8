import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { Guidance } from '../../guidance/Guidance.tsx'
import { SignInAgain } from '../../session/SignInAgain.tsx'
import { StandstillBanner } from './QueueHoldBanner.tsx'
import type { Person } from '../../session/use-ownership.ts'
import { useSpeech } from '../../i18n/speech.ts'

interface StandstillProps {
  readonly snapshot: QueueSnapshot
  readonly owner: Person
  readonly present: Person | null
  /** Where people come from when a portal vouches for them. */
  readonly portalUrl: string | null
  readonly onBecome: (person: Person) => void
  readonly onSignIn: () => void
  readonly onGoOn: () => void
}

/** Says why the queue stands still, and what to do where a person has to. */
export function Standstill(props: StandstillProps) {
  const { words, formats } = useSpeech()
  const { standstill } = props.snapshot
  if (standstill === null) return null
  if (standstill.problem === 'offline') return <StandstillBanner isOffline />
  if (standstill.problem === 'not-signed-in') return <SignedOut {...props} />
  return (
    <Guidance
      place={standstill.untilMs === null ? 'queue' : 'queue-for-a-while'}
      note={
        standstill.untilMs === null ? words.standstill.waits : words.standstill.until(formats.when(standstill.untilMs))
      }
      occurrence={{ failure: standstill, fileName: null, documentTitle: null }}
      documentUrl={null}
      onAction={(action) => {
        if (action === 'retry') props.onGoOn()
        if (action === 'sign-in') props.onSignIn()
      }}
    />
  )
}

function SignedOut({ owner, present, portalUrl, onBecome }: StandstillProps) {
  const { words } = useSpeech()
  const isStranger = present !== null && present.openId !== owner.openId
  return (
    <StandstillBanner isOffline={false}>
      {isStranger && (
        <>
          <p>{words.session.otherPerson(present.name)}</p>
          <button type="button" className="button button-small" onClick={() => onBecome(present)}>
            {words.session.continueAs(present.name)}
          </button>
        </>
      )}
      <SignInAgain portalUrl={portalUrl} />
    </StandstillBanner>
  )
}
