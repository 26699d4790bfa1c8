import { createElement, type Ref } from 'react'
import { ArrowLeftRight, ExternalLink, LoaderCircle, Lock, Pencil, RefreshCw } from 'lucide-react'
import { pageFamily } from './families.ts'
import { kindIcons } from './kind-icons.ts'
import { useI18n } from '../i18n/i18n.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import type { ShownDocument } from './shown-document.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './ChosenDocument.module.css'

/**
 * Known right to edit a document. `refused`, `gone`: since it was asked, Feishu has refused a file for want of the right, or of the
 * document.
 */
export type EditRight = 'checking' | 'granted' | 'refused' | 'gone' | 'read-only' | 'unknown'

interface ChosenDocumentProps {
  readonly ref?: Ref<HTMLHeadingElement>
  readonly shown: ShownDocument
  readonly chosen: Pick<ChosenTarget, 'state' | 'clear' | 'lookAgain'>
  readonly right: EditRight
  /** Everything has arrived: opening the document is what comes next. */
  readonly isPrimary: boolean
}

/** Card of the chosen document, also while it is being looked up. */
export function ChosenDocument({ ref, shown, chosen, right, isPrimary }: ChosenDocumentProps) {
  const { messages } = useI18n()
  const { state } = chosen
  // Empty until Feishu has returned it.
  const url = state.is === 'resolved' ? state.target.url : ''
  const { family, title, isInWiki } = shown
  const { kind, isRightCertain } = pageFamily(family)
  const words = messages.families[family]
  return (
    <div className={styles['chosen']}>
      <span className={styles['icon']} aria-hidden>
        {createElement(kindIcons[kind], { size: 18 })}
      </span>
      <div className={styles['text']}>
        <h2 ref={ref} tabIndex={-1} className={styles['title']} translate="no">
          <OutsideText text={title || words.untitled} />
        </h2>
        <p className={styles['label']}>{isInWiki ? `${words.heading} · ${messages.target.inWiki}` : words.heading}</p>
        {/* Where it is not certain, it is unknown for most. */}
        {(isRightCertain || !(right === 'read-only' || right === 'unknown')) && <Right right={right} />}
      </div>
      <div className={styles['actions']}>
        {(right === 'refused' || right === 'gone') && (
          <button type="button" className="button button-small" onClick={chosen.lookAgain}>
            <RefreshCw aria-hidden size={15} />
            <span>{messages.guidance.actions['look-again']}</span>
          </button>
        )}
        {url !== '' && (
          <a
            className={`${isPrimary ? 'button-primary' : 'button'} button-small`}
            href={url}
            target="_blank"
            rel="noreferrer"
          >
            <ExternalLink aria-hidden size={15} />
            <span>{words.open}</span>
          </a>
        )}
        <button type="button" className="button-quiet button-small" onClick={chosen.clear}>
          <ArrowLeftRight aria-hidden size={15} />
          <span>{words.change}</span>
        </button>
      </div>
    </div>
  )
}

const signs = {
  checking: LoaderCircle,
  granted: Pencil,
  refused: Lock,
  gone: null,
  'read-only': Lock,
  unknown: null,
} as const

function Right({ right }: { readonly right: EditRight }) {
  const { messages } = useI18n()
  const sign = signs[right]
  return (
    <span className={styles['right']} data-right={right}>
      {sign &&
        createElement(sign, { 'aria-hidden': true, size: 13, ...(right === 'checking' && { className: 'spin' }) })}
      <span>{messages.target.rights[right]}</span>
    </span>
  )
}
