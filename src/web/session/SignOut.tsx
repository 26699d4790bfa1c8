import { useEffect, useEffectEvent, useState } from 'react'
import { useWorkspace } from '../app/workspace-context.ts'
import { browserStorage, type PageStorage } from '../platform/browser-storage.ts'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { rememberedChoice, rememberKeeping, type SignOutChoice } from './sign-out-choice.ts'
import { isSharedComputer } from './shared-computer.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import { useIdle } from './use-idle.ts'
import styles from './SignOutDialog.module.css'

/** How the visit ends, for all tabs. */
interface Ending {
  readonly signOut: (isForgetting: boolean) => Promise<void>
  readonly hasForgotten: boolean
  readonly announceUse: (nowMs: number) => void
  readonly subscribeToUse: (listener: () => void) => () => void
}

/** What the person would leave behind. */
interface Work {
  readonly isPending: boolean
  /** Unfinished files continue after the next sign-in. */
  readonly isKept: boolean
  /** Something of this person would stay in the browser. */
  readonly isAnythingKept: boolean
  /** Files are on their way. */
  readonly isBusy: boolean
}

interface SignOutProps {
  readonly storage?: PageStorage
  readonly ending: Ending
  /** The person has pressed the button. */
  readonly isWanted: boolean
  /** The person stays after all. */
  readonly onStay: () => void
  /** Leaves a page whose queue has been forgotten already. */
  readonly onReload?: () => void
  readonly work: Work
}

/** Signs out when the person wants to, or nobody has used a kiosk for a while. */
export function SignOut(props: SignOutProps) {
  const { ending, isWanted, work, onStay } = props
  const { app } = useWorkspace()
  const [isIdle, setIdle] = useState(false)
  const { announceUse, subscribeToUse } = ending
  const secondsLeft = useIdle({
    afterMinutes: app.idleSignOutMinutes,
    isBusy: work.isBusy,
    announceUse,
    subscribeToUse,
    onIdle: () => setIdle(true),
  })
  const isAsking = work.isPending || (work.isAnythingKept && !isSharedComputer(app))
  if (isIdle) return <Going {...props} key="idle" isAsking={false} onStay={reload} />
  return (
    <>
      {isWanted && <Going {...props} isAsking={isAsking} onStay={onStay} />}
      {secondsLeft !== null && <Countdown seconds={secondsLeft} />}
    </>
  )
}

const reload = () => location.reload()

interface GoingProps extends SignOutProps {
  readonly isAsking: boolean
}

function Going({ storage = browserStorage, ending, isAsking, work, onStay, onReload = reload }: GoingProps) {
  const { owner, app } = useWorkspace()
  const { openId } = owner
  const [state, setState] = useState<'quiet' | 'asking' | 'leaving' | 'failed' | 'failed-forgotten'>(
    isAsking ? 'asking' : 'quiet',
  )
  const [choice, setChoice] = useState<SignOutChoice>(isSharedComputer(app) ? 'forget' : 'keep')
  const [first] = useState(() => rememberedChoice(openId, storage) ?? 'keep')

  const leave = (how: SignOutChoice) => {
    ending.signOut(how === 'forget').catch(() => setState(ending.hasForgotten ? 'failed-forgotten' : 'failed'))
  }
  const choose = (how: SignOutChoice) => {
    if (how === 'keep') rememberKeeping(openId, storage)
    setChoice(how)
    setState('leaving')
    leave(how)
  }
  const leaveUnasked = useEffectEvent(() => leave(choice))
  useEffect(() => {
    if (!isAsking) leaveUnasked()
  }, [isAsking])

  if (state === 'quiet') return null
  return (
    <SignOutDialog
      work={work}
      first={first}
      state={state}
      onChoose={choose}
      onAgain={() => choose(choice)}
      onStay={ending.hasForgotten ? onReload : onStay}
    />
  )
}

function Countdown({ seconds }: { readonly seconds: number }) {
  const { formats } = useI18n()
  const { idle } = useQueueMessages().leaving
  const { title: heading } = idle
  return (
    <section aria-labelledby="idle-title" className={styles['countdown']}>
      <div role="alert">
        <h2 id="idle-title">{heading}</h2>
        <p>{idle.what}</p>
      </div>
      {/* Not announced every second. */}
      <strong role="timer" aria-live="off">
        {idle.left(formats.number(seconds))}
      </strong>
    </section>
  )
}
