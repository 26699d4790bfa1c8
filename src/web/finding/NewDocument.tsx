import { useEffect, useId, useRef, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FilePlus } from 'lucide-react'
import { documentTitleMaxCharacters } from '../../contract/feishu/limits.ts'
import { isForInputMethod } from '../platform/input-method.ts'
import type { WishAhead } from '../target/use-target.ts'
import { asCallFailed, CallFailed } from '../gateway/call-failed.ts'
import { useI18n } from '../i18n/i18n.ts'
import { createDocument, type HomeLocation } from './create-document.ts'
import type { RenderProblem } from './list/LineList.tsx'
import type { FinderDoors } from './finder-doors.ts'
import styles from './Finder.module.css'

interface NewDocumentProps {
  readonly doors: FinderDoors
  readonly location: HomeLocation
  readonly locationTitle: string
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
  /** A title to begin with, named on the button. */
  readonly suggestedTitle?: string
}

/** Creates a document in the current location, and chooses it. */
export function NewDocument(props: NewDocumentProps) {
  const { doors, location, locationTitle, wishAhead, renderProblem, suggestedTitle = '' } = props
  const { messages } = useI18n()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const [title, setTitle] = useState(suggestedTitle)
  const queries = useQueryClient()
  const { wire, rules, openId } = doors
  const creation = useMutation({
    mutationFn: async (named: string) => {
      const wish = wishAhead()
      try {
        wish.chooseMade({ title: named, link: await createDocument(wire, { title: named, location, rules }) })
      } catch (error: unknown) {
        if (error instanceof CallFailed && error.failure.problem === 'connection-lost') wish.reportUnanswered(named)
        throw error
      }
    },
    gcTime: 0,
    // Without an answer the document may exist: reloading the list shows.
    onSettled: () => queries.invalidateQueries({ queryKey: ['browse', openId] }),
  })

  const cancel = () => {
    // A document created after leaving the form is reported, and not chosen.
    if (creation.isPending) wishAhead()
    setOpen(false)
  }

  // The focused field disappears with the form.
  useEffect(() => {
    if (!isOpen && wasOpen.current) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])

  if (!isOpen) {
    return (
      <button ref={opener} type="button" className="button button-small" onClick={() => setOpen(true)}>
        <FilePlus aria-hidden size={15} />
        <span>{suggestedTitle === '' ? messages.finder.newDocument : messages.finder.newNamed(suggestedTitle)}</span>
      </button>
    )
  }
  return (
    <form
      className={styles['newForm']}
      onSubmit={(event) => {
        event.preventDefault()
        creation.mutate(title.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isForInputMethod(event)) cancel()
      }}
    >
      <label htmlFor={id}>{messages.finder.newTitle(locationTitle)}</label>
      <div className={styles['newLine']}>
        <input
          id={id}
          autoFocus
          autoComplete="off"
          maxLength={documentTitleMaxCharacters}
          value={title}
          placeholder={messages.families.docx.untitled}
          onChange={(event) => setTitle(event.target.value)}
        />
        <button type="submit" className="button-primary button-small" disabled={creation.isPending}>
          {creation.isPending ? messages.finder.creating : messages.finder.create}
        </button>
        <button type="button" className="button-quiet button-small" onClick={cancel}>
          {messages.finder.cancel}
        </button>
      </div>
      {creation.error && renderProblem(asCallFailed(creation.error).failure, () => creation.mutate(title.trim()))}
      {creation.error && <p className={styles['note']}>{messages.finder.mayStand}</p>}
    </form>
  )
}
