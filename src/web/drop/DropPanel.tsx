import type { ReactNode } from 'react'
import { FileDown, FolderUp, Upload } from 'lucide-react'
import { useWorkspace } from '../app/workspace-context.ts'
import { useI18n } from '../i18n/i18n.ts'
import styles from './DropPanel.module.css'

interface DropPanelProps {
  /** Small once there is a queue below it. */
  readonly isSmall: boolean
  /** Whether files that wait are listed below it. */
  readonly isAboveFiles: boolean
  /** What has to be said of the last drops. */
  readonly reports: ReactNode
}

export function DropPanel({ isSmall, isAboveFiles, reports }: DropPanelProps) {
  const { chooseFiles, chooseFolder } = useWorkspace().actions
  const { messages } = useI18n()
  return (
    <section
      className={styles['panel']}
      data-small={isSmall}
      data-above={isAboveFiles}
      aria-label={messages.drop.heading}
    >
      {!isSmall && (
        <h2 className={`step ${styles['step'] ?? ''}`}>
          <span>2</span> <span>{messages.drop.step}</span>
        </h2>
      )}
      {!isSmall && (
        <span className={styles['icon']} aria-hidden>
          <Upload size={28} />
        </span>
      )}
      <p className={styles['invite']}>
        <span className={styles['byMouse']}>{messages.drop.invite}</span>
        <span className={styles['byTouch']}>{messages.drop.inviteTouch}</span>
      </p>
      <div className={styles['buttons']}>
        <button type="button" className={isSmall ? 'button' : 'button-primary'} onClick={chooseFiles}>
          <Upload aria-hidden size={16} />
          <span>{messages.drop.chooseFiles}</span>
        </button>
        <button type="button" className={`button ${styles['byMouse'] ?? ''}`} onClick={chooseFolder}>
          <FolderUp aria-hidden size={16} />
          <span>{messages.drop.chooseFolder}</span>
        </button>
      </div>
      {!isSmall && <p className={`${styles['paste'] ?? ''} ${styles['byMouse'] ?? ''}`}>{messages.drop.paste}</p>}
      {reports}
    </section>
  )
}

/** Covers the page while files are dragged over it. */
export function DropOverlay({ text }: { readonly text: string }) {
  return (
    <div className={styles['overlay']}>
      <div className={styles['frame']}>
        <FileDown aria-hidden size={40} />
        <p>{text}</p>
      </div>
    </div>
  )
}
