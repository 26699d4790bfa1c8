import { ExternalLink, FileCode, KeyRound, Link, Trash2 } from 'lucide-react'
import type { Job } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { shownAt } from '../../../engine/targets/families.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { Copied, useCopying } from '../copied/Copied.tsx'
import { visible } from '../../names/hidden-characters.ts'
import { MoreMenu, type MenuEntry } from '../../shell/menu/MoreMenu.tsx'
import styles from './ArrivedActions.module.css'

interface ArrivedActionsProps {
  readonly job: Job
  readonly uploads: Uploads
}

/** Actions of a file that has arrived: opens its place in the document, and copies its link and token. */
export function ArrivedActions({ job, uploads }: ArrivedActionsProps) {
  const { messages } = useI18n()
  const { arrived: say } = useQueueMessages()
  const { copied, copy, leave } = useCopying()
  const { id, name, stage } = job
  const url = shownAt(job)
  const token = stage.at === 'done' ? stage.fileToken : null
  const items: readonly MenuEntry[] = [
    ...(url === null ? [] : [{ icon: Link, label: say.copyLink, onClick: () => copy(url) }]),
    ...(token === null ? [] : [{ icon: KeyRound, label: say.copyToken, onClick: () => copy(token) }]),
    ...(url === null
      ? []
      : [{ icon: FileCode, label: say.copyMarkdown, onClick: () => copy(markdownLink(name, url)) }]),
    { icon: Trash2, label: messages.uploads.remove, onClick: () => uploads.forgetUndoably([id]) },
  ]
  const show = say.show[job.target.is]
  return (
    <div className={styles['actions']}>
      {url !== null && (
        <a
          className="button-icon"
          href={url}
          target="_blank"
          rel="noreferrer"
          aria-label={say.ofFile(show, name)}
          data-tip={show}
        >
          <ExternalLink aria-hidden size={17} />
        </a>
      )}
      <MoreMenu label={say.ofFile(say.actions, name)} title={say.actions} items={items} />
      {copied && <Copied {...copied} onLeave={leave} />}
    </div>
  )
}

/** `[name](url)` of CommonMark. What would be markup in a name is escaped, and what would end the address is percent-encoded. */
export function markdownLink(name: string, url: string): string {
  const text = visible(name).replace(/[\\`*_{}[\]<>()#!|~&]/g, '\\$&')
  return `[${text}](${url.replace(/[()<>\s]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)})`
}
