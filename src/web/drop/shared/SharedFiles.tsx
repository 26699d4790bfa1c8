import { useEffect, useState } from 'react'
import { WithMessages } from '../../boundary/Lazy.tsx'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'
import { Names } from '../DropReports.tsx'
import type { PageDrops } from '../page-drops.ts'
import { deleteShared, readShared } from './shared-files.ts'

interface SharedFilesProps {
  readonly drops: Pick<PageDrops, 'choose'>
}

/** Asks whether files that another app shared with the installed page are to be added. */
export function SharedFiles({ drops }: SharedFilesProps) {
  const { queueMessages } = useI18n()
  const [files, setFiles] = useState<readonly File[]>([])
  const [isLost, setIsLost] = useState(hasLostMark)
  useEffect(() => {
    removeLostMark()
    if ('caches' in globalThis) void readShared(caches, Date.now()).then(setFiles)
  }, [])
  const decide = (added: readonly File[]) => {
    setFiles([])
    // What was read stays readable.
    void deleteShared(caches)
    if (added.length > 0) drops.choose(added)
  }
  if (files.length === 0 && !isLost) return null
  return (
    <WithMessages lazy={queueMessages}>
      {isLost ? <Lost onDismiss={() => setIsLost(false)} /> : <Question files={files} onDecide={decide} />}
    </WithMessages>
  )
}

interface QuestionProps {
  readonly files: readonly File[]
  readonly onDecide: (added: readonly File[]) => void
}

function Question({ files, onDecide }: QuestionProps) {
  const { formats } = useI18n()
  const say = useQueueMessages().drops.shared
  return (
    <ModalDialog
      size="narrow"
      heading={say.title(formats.number(files.length))}
      description={
        <>
          <p>{say.hint}</p>
          <Names paths={files.map(({ name }) => name)} />
        </>
      }
      onDismiss={() => onDecide([])}
    >
      <DialogButtons>
        <button type="button" className="button" onClick={() => onDecide([])}>
          {say.leave}
        </button>
        <button type="button" className="button-primary" onClick={() => onDecide(files)}>
          {say.add}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

function Lost({ onDismiss }: { readonly onDismiss: () => void }) {
  const { drops: say } = useQueueMessages()
  return (
    <ModalDialog
      size="narrow"
      heading={say.shared.lostTitle}
      description={<p>{say.shared.lostHint}</p>}
      onDismiss={onDismiss}
    >
      <DialogButtons>
        <button type="button" className="button-primary" onClick={onDismiss}>
          {say.dismiss}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

/** Query of the page's address, where shared files could not be kept. */
const lostMark = ['shared', 'lost'] as const

function hasLostMark(): boolean {
  return new URLSearchParams(location.search).has(...lostMark)
}

/** Said once, not after a reload. */
function removeLostMark(): void {
  const address = new URL(location.href)
  if (!address.searchParams.has(...lostMark)) return
  address.searchParams.delete(...lostMark)
  history.replaceState(history.state, '', address)
}
