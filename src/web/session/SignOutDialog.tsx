import { useId, type ReactNode } from 'react'
import { useWorkspace } from '../app/workspace-context.ts'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { DialogButtons, ModalDialog } from '../shell/ModalDialog.tsx'
import { isSharedComputer } from './shared-computer.ts'
import type { SignOutChoice } from './sign-out-choice.ts'
import styles from './SignOutDialog.module.css'

interface SignOutDialogProps {
  readonly work: { readonly isPending: boolean; readonly isKept: boolean }
  /** The choice offered first. */
  readonly first: SignOutChoice
  readonly state: 'asking' | 'leaving' | 'failed' | 'failed-forgotten'
  readonly onChoose: (choice: SignOutChoice) => void
  readonly onAgain: () => void
  readonly onStay: () => void
}

/** Asks what is to stay on this computer; says when signing out did not work. */
export function SignOutDialog(props: SignOutDialogProps) {
  const { work, state, onAgain, onStay } = props
  const isShared = isSharedComputer(useWorkspace().app)
  const { messages } = useI18n()
  const { leaving: say } = useQueueMessages()

  const hasFailed = state === 'failed' || state === 'failed-forgotten'
  return (
    <ModalDialog
      heading={say.title}
      size="narrow"
      isBusy={state === 'leaving'}
      onDismiss={() => {
        if (state !== 'leaving') onStay()
      }}
    >
      {hasFailed && <p role="alert">{state === 'failed' ? say.failed : say.failedForgotten}</p>}
      {state === 'leaving' && <p role="status">{say.leaving}</p>}
      {state === 'asking' && work.isPending && <p>{say.pending}</p>}
      {state === 'asking' && (isShared ? <p>{say.shared}</p> : <p>{say.ask}</p>)}
      {state === 'asking' && <Choices {...props} />}
      {hasFailed && (
        <DialogButtons>
          <button type="button" className="button-primary" onClick={onAgain}>
            {messages.session.tryAgain}
          </button>
          <button type="button" className="button" onClick={onStay}>
            {say.stay}
          </button>
        </DialogButtons>
      )}
    </ModalDialog>
  )
}

function Choices({ work, first, onChoose, onStay }: SignOutDialogProps) {
  const { leaving: say } = useQueueMessages()
  const stay = (
    <button type="button" className="button" onClick={onStay}>
      {say.stay}
    </button>
  )
  if (isSharedComputer(useWorkspace().app)) {
    return (
      <DialogButtons>
        <button type="button" className="button-primary" onClick={() => onChoose('forget')}>
          {say.forgetAndLeave}
        </button>
        {stay}
      </DialogButtons>
    )
  }
  const keep = (
    <Choice key="keep" isFirst={first === 'keep'} label={say.keep} onChoose={() => onChoose('keep')}>
      {work.isPending && !work.isKept ? say.keepWhatLost : say.keepWhat}
    </Choice>
  )
  const forget = (
    <Choice key="forget" isFirst={first === 'forget'} label={say.forget} onChoose={() => onChoose('forget')}>
      {say.forgetWhat}
    </Choice>
  )
  return (
    <>
      <div className={styles['choices']}>{first === 'keep' ? [keep, forget] : [forget, keep]}</div>
      <DialogButtons>{stay}</DialogButtons>
    </>
  )
}

interface ChoiceProps {
  readonly isFirst: boolean
  readonly label: string
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Choice({ isFirst, label, onChoose, children }: ChoiceProps) {
  const id = useId()
  return (
    <div>
      <button type="button" className={isFirst ? 'button-primary' : 'button'} aria-describedby={id} onClick={onChoose}>
        {label}
      </button>
      <p id={id}>{children}</p>
    </div>
  )
}
