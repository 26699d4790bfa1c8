import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { readDocumentLink, type LinkRules } from '../../contract/feishu/document-links.ts'
import { asCallFailed, retryOfCalls, type CallFailed } from '../platform/call-failed.ts'
import { browserStorage, tabStorage } from '../platform/browser-storage.ts'
import { addressWithout, linkToBeginWith, rememberLink } from './remembered-target.ts'
import { shownOf, type ShownDocument } from './shown-document.ts'
import type { ResolveTarget, TargetDocument } from './target-document.ts'

const freshForMs = 30_000

export type TargetState =
  | { readonly is: 'none' }
  | { readonly is: 'checking' }
  | { readonly is: 'unusable'; readonly error: CallFailed }
  | { readonly is: 'resolved'; readonly target: TargetDocument }

/** Who looks for a document, and by which links. */
export interface Seeker {
  readonly resolve: ResolveTarget
  readonly rules: LinkRules
  readonly openId: string
}

/** The question what a link leads to: whoever asks it of the same link shares the answer. */
export function targetQuery({ resolve, rules, openId }: Seeker, link: string) {
  return queryOptions({
    queryKey: ['target', openId, link],
    queryFn: ({ signal }) => resolve(link, { rules, openId }, signal),
    staleTime: freshForMs,
    ...retryOfCalls,
  })
}

/** What a person wants, as one thing: no part of an older wish outlives a newer one. */
interface Wanted {
  /** The link wished for last; null when there is none, or what stands in the field is still being written. */
  readonly link: string | null
  /** Chosen elsewhere than in the field: it stands as a card from the beginning, by this title or by its link. */
  readonly card: { readonly title: string } | null
  /** What stands in the field. */
  readonly draft: string
  /** Of the document that stood here before; to go back to. */
  readonly previous: string | null
}

/** A document made by a wish that a newer one has overtaken since. */
export interface MadeDocument {
  readonly title: string
  /** Null where no answer came: it may stand there all the same. */
  readonly link: string | null
}

/** A wish whose link is still to come. */
export interface WishAhead {
  /** Chooses the document, unless a newer wish was made meanwhile. */
  readonly choose: (link: string, title?: string) => void
  /** The same for one that was made for this: overtaken, it is told. */
  readonly chooseMade: (made: MadeDocument & { readonly link: string }) => void
  /** Tells of one that may have been made, where the place that asked for it is gone from the page. */
  readonly tellUnanswered: (title: string) => void
}

/**
 * The document wished for, by its link; looked at again when the window comes back, for an owner may have given access. The
 * newest wish is the only one: an answer belongs to the link it was asked for, and writing in the field takes a wish back.
 */
export function useTarget(seeker: Seeker) {
  const { rules, openId } = seeker
  const [wanted, setWanted] = useState<Wanted>(() => {
    const link = linkToBeginWith(location.search, openId, { browser: browserStorage, tab: tabStorage })
    return { link, card: { title: '' }, draft: link ?? '', previous: null }
  })
  const { link, card, draft, previous } = wanted
  const query = useQuery({ ...targetQuery(seeker, link ?? ''), enabled: link !== null })
  const state = stateOf(link, query)
  const wishes = useRef(0)
  const [made, setMade] = useState<readonly MadeDocument[]>([])

  useEffect(() => {
    if (link === null) return
    rememberLink(link, openId, tabStorage)
    const address = addressWithout(location, link)
    if (address !== null) history.replaceState(history.state, '', address)
  }, [link, openId])
  useEffect(() => {
    if (link !== null && query.data) rememberLink(link, openId, browserStorage)
  }, [link, openId, query.data])

  const standing = query.data === undefined ? null : link
  const wish = (next: (now: Wanted) => Wanted) => {
    wishes.current += 1
    setWanted(next)
  }
  const want = (text: string, asCard: Wanted['card']) => {
    const chosen = text.trim()
    // The same link again means: look again, unless somebody is looking.
    if (chosen === link) void query.refetch({ cancelRefetch: false })
    wish((now) => ({
      link: chosen,
      card: asCard,
      draft: text,
      previous: standing === null || standing === chosen ? now.previous : standing,
    }))
  }
  const pick = (chosen: string, title = '') => want(chosen, { title })
  const clear = useCallback(() => {
    wishes.current += 1
    setWanted((now) => ({ link: null, card: null, draft: '', previous: standing ?? now.previous }))
  }, [standing])
  return {
    /** What stands in the field, chosen or not yet. */
    draft,
    setDraft: (text: string) => wish((now) => withDraft(now, text)),
    /** Wishes for what was written into the field. */
    choose: (text: string) => want(text, null),
    /** Wishes for a document from elsewhere: a list, the clipboard, last time. */
    pick,
    /** Counts as a wish from now on. */
    wishAhead: (): WishAhead => {
      const own = (wishes.current += 1)
      const isNewest = () => own === wishes.current
      return {
        choose: (chosen, title) => {
          if (isNewest()) pick(chosen, title)
        },
        chooseMade: (document) => {
          if (isNewest()) pick(document.link, document.title)
          else setMade((others) => [...others, document])
        },
        tellUnanswered: (title) => {
          if (!isNewest()) setMade((others) => [...others, { title, link: null }])
        },
      }
    },
    /** Documents that were made here, and not chosen because something else was wished for meanwhile. */
    made,
    forgetMade: (document: MadeDocument) => setMade((all) => all.filter((each) => each !== document)),
    /** The link of the document chosen, or being looked at. */
    link,
    /** What is known of it before Feishu has answered; null without one, and where its link stands in the field. */
    shown: useMemo(
      (): ShownDocument | null => (link === null ? null : shownOf(link, card?.title ?? '', { rules, openId })),
      [link, card, rules, openId],
    ),
    isCard: state.is === 'resolved' || (state.is === 'checking' && card !== null),
    /** Whether a text can only mean a link, right or wrong; anything else is words to search by. */
    isLink: (text: string) => isLink(text, rules),
    lookAgain: () => void query.refetch({ cancelRefetch: false }),
    /** When Feishu was last asked with success, in milliseconds since 1970; 0 for never. */
    checkedAtMs: query.dataUpdatedAt,
    /** Makes room for another link; the present one can be gone back to. */
    clear,
    goBack: previous === null || state.is === 'resolved' ? null : () => pick(previous),
    state,
  }
}

/** The wish stands for as long as the field holds its link. */
function withDraft(now: Wanted, draft: string): Wanted {
  return draft.trim() === now.link ? { ...now, draft } : { ...now, draft, link: null, card: null }
}

function isLink(text: string, rules: LinkRules): boolean {
  const link = readDocumentLink(text, rules)
  return link.ok || (link.problem !== 'link-empty' && link.problem !== 'link-not-a-link')
}

export type ChosenTarget = ReturnType<typeof useTarget>

function stateOf(
  link: string | null,
  query: { data: TargetDocument | undefined; error: Error | null; isFetching: boolean },
): TargetState {
  if (link === null) return { is: 'none' }
  // A second look that failed outranks what an earlier one saw; while it is under way the earlier one stands.
  if (query.error) {
    if (query.isFetching) return { is: 'checking' }
    return { is: 'unusable', error: asCallFailed(query.error) }
  }
  return query.data ? { is: 'resolved', target: query.data } : { is: 'checking' }
}
