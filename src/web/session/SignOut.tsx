import { useEffect, useEffectEvent, useState } from 'react'
import type { PageStorage } from '../platform/browser-storage.ts'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { rememberedChoice, rememberKeeping, type SignOutChoice } from './sign-out-choice.ts'
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

interface SignOutProps {
  readonly openId: string
  readonly storage: PageStorage
  readonly ending: Ending
  /** The person has pressed the button. */
  readonly isWanted: boolean
  /** The person stays after all. */
  readonly onStay: () => void
  /** Leaves a page whose queue has been forgotten already. */
  readonly onReload?: () => void
  readonly isWorkPending: boolean
  readonly isWorkKept: boolean
  /** Something of this person would stay in the browser. */
  readonly isAnythingKept: boolean
  /** The computer is nobody's own: signing out always forgets. */
  readonly isShared: boolean
  readonly idleMinutes: number | null
  /** Files are on their way. */
  readonly isBusy: boolean
}

/** Signs out when the person wants to, or nobody has used a kiosk for a while. */
export function SignOut(props: SignOutProps) {
  const { ending, isWanted, isShared, idleMinutes, isBusy, onStay } = props
  const [isIdle, setIdle] = useState(false)
  const { announceUse, subscribeToUse } = ending
  const secondsLeft = useIdle({
    afterMinutes: idleMinutes,
    isBusy,
    announceUse,
    subscribeToUse,
    onIdle: () => setIdle(true),
  })
  const isAsking = isShared ? props.isWorkPending : props.isAnythingKept || props.isWorkPending
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

function Going({
  openId,
  storage,
  ending,
  isAsking,
  isWorkPending,
  isWorkKept,
  isShared,
  onStay,
  onReload = reload,
}: GoingProps) {
  const [state, setState] = useState<'quiet' | 'asking' | 'leaving' | 'failed' | 'failed-forgotten'>(
    isAsking ? 'asking' : 'quiet',
  )
  const [choice, setChoice] = useState<SignOutChoice>(isShared ? 'forget' : 'keep')
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
      isWorkPending={isWorkPending}
      isWorkKept={isWorkKept}
      isShared={isShared}
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
