import {
  ArrowLeftRight,
  Copy,
  ExternalLink,
  FileInput,
  FilePlus,
  LogIn,
  Pencil,
  RotateCw,
  Trash2,
  type LucideIcon,
} from 'lucide-react'
import { consoleScopesUrl } from '../../../contract/feishu/scopes.ts'
import type { Action } from '../../../contract/problems/problem.ts'
import { useConsoleUrl } from '../../app/workspace-context.ts'
import type { Occurrence } from '../../guidance/details-text.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { useMediaQuery } from '../../platform/use-media-query.ts'
import { Copied, useCopying } from '../copied/Copied.tsx'
import { MoreMenu } from '../../shell/menu/MoreMenu.tsx'
import type { Step } from './steps.ts'
import styles from './StepBar.module.css'

interface StepBarProps {
  /** In the order in which they should be tried. */
  readonly steps: readonly Step[]
  readonly files: number
  /** How many of them `import-files` would import. */
  readonly importable: number
  readonly occurrence: Occurrence
  readonly documentUrl: string
  /** To send to support. */
  readonly detailsText: string
  /** Not called for what is done here: copying and opening links. */
  readonly onStep: (step: Action | 'one-by-one') => void
}

/** What can be done about failed files: one primary button, where there is room a quiet one, the rest in a menu. */
export function StepBar(props: StepBarProps) {
  const { failures } = useQueueMessages()
  const { copied, copy, leave } = useCopying()
  const [primary, second, ...others] = useWays(props, copy)
  // On one line, whatever the width: what has no room stands in the menu.
  const isRoomy = useMediaQuery('(min-width: 721px)')
  if (!primary) return null
  const items = second && !isRoomy ? [second, ...others] : others
  return (
    <div className={styles['steps']}>
      <WayButton way={primary} look="button-primary" />
      {second && isRoomy && <WayButton way={second} look="button-quiet" />}
      <MoreMenu label={failures.more} items={items} />
      {copied && <Copied {...copied} onLeave={leave} />}
    </div>
  )
}

/** What a step does: opens a link, or something else. */
interface Way {
  readonly icon: LucideIcon
  readonly label: string
  readonly href?: string
  readonly onClick: () => void
}

function WayButton({ way, look }: { readonly way: Way; readonly look: string }) {
  const { label, href, onClick } = way
  const className = `${look} button-small`
  if (href !== undefined) {
    return (
      <a className={className} href={href} target="_blank" rel="noreferrer">
        {label}
      </a>
    )
  }
  return (
    <button type="button" className={className} onClick={onClick}>
      {label}
    </button>
  )
}

const icons: Readonly<Record<Step, LucideIcon>> = {
  retry: RotateCw,
  'pick-document': ArrowLeftRight,
  'import-files': FileInput,
  rename: Pencil,
  'choose-file-again': FilePlus,
  'choose-smaller-file': FilePlus,
  'remove-file': Trash2,
  'sign-in': LogIn,
  'grant-scopes': LogIn,
  'ask-access': Copy,
  'open-document': ExternalLink,
  'open-console': ExternalLink,
  'copy-details': Copy,
  // Never in the menu.
  'open-to-ask': ExternalLink,
  'one-by-one': Pencil,
}

/** The steps that can be carried out: the address of the app's developer console may be unknown. */
function useWays(props: StepBarProps, copy: (text: string) => void): readonly Way[] {
  const { steps, files, importable, occurrence, documentUrl, detailsText, onStep } = props
  const { messages, formats } = useI18n()
  const { failures, accessRequest } = useQueueMessages()
  const consoleUrl = useConsoleUrl()
  const { guidance, families } = messages
  const labelOf = (step: Step) => {
    if (step === 'open-to-ask' || step === 'one-by-one') return failures.steps[step]
    if (step === 'import-files' && importable < files) return failures.importSome(formats.number(importable))
    if (files > 1 && step === 'retry') return failures.steps['retry-all']
    return files > 1 && step === 'remove-file' ? failures.steps['remove-files'] : guidance.actions[step]
  }
  const linkOf = (step: Step): string | null | undefined => {
    if (step === 'open-document' || step === 'open-to-ask') return documentUrl === '' ? null : documentUrl
    if (step === 'open-console') return consoleUrl && consoleScopesUrl(consoleUrl, occurrence.failure.scopes)
    return undefined
  }
  const take = (step: Step) => {
    if (step === 'copy-details') copy(detailsText)
    else if (step === 'ask-access') {
      copy(accessRequest(titleOf(occurrence) ?? families.docx.untitled, documentUrl))
    } else if (step !== 'open-to-ask') onStep(step)
  }
  return steps.flatMap((step) => {
    const href = linkOf(step)
    if (href === null) return []
    return { icon: icons[step], label: labelOf(step), onClick: () => take(step), ...(href !== undefined && { href }) }
  })
}

function titleOf({ documentTitle }: Occurrence): string | null {
  return documentTitle === '' ? null : documentTitle
}
