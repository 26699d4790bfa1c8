import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import {
  readDocumentLink,
  readDocumentLinks,
  type DocumentLink,
  type LinkRules,
  type NamedDocument,
} from '../../contract/feishu/document-links.ts'
import { asCallFailed, retryOfCalls, type CallFailed } from '../gateway/call-failed.ts'
import { browserStorage, tabStorage } from '../platform/browser-storage.ts'
import { addressWithout, linkToBeginWith, rememberLink } from './remembered-target.ts'
import { shownOf, type ShownDocument } from './shown-document.ts'
import type { ResolveTarget, TargetDocument } from './target-document.ts'

const freshForMs = 30_000

export type TargetState =
  | { readonly is: 'none' }
  | { readonly is: 'checking' }
  /** The link is a text that names several documents; the person chooses one. */
  | { readonly is: 'several'; readonly documents: readonly NamedDocument[] }
  | { readonly is: 'unusable'; readonly error: CallFailed }
  | { readonly is: 'resolved'; readonly target: TargetDocument }

/** How to resolve links, and for whom. */
export interface Seeker {
  readonly resolve: ResolveTarget
  readonly rules: LinkRules
  readonly openId: string
}

/** Query that resolves a link; equal links share the answer. */
export function targetQuery({ resolve, rules, openId }: Seeker, link: string) {
  return queryOptions({
    queryKey: ['target', openId, link],
    queryFn: ({ signal }) => resolve(link, { rules, openId }, signal),
    staleTime: freshForMs,
    ...retryOfCalls,
  })
}

/** The person's latest wish as one state, so that no part of an older wish survives. */
interface Wanted {
  /** The chosen link; null when there is none, or while the field is being edited. */
  readonly link: string | null
  /** Chosen elsewhere than in the field: shown as a card at once, with this title or the link. */
  readonly card: { readonly title: string } | null
  /** Text of the field. */
  readonly draft: string
  /** The previously chosen link, to return to. */
  readonly previous: string | null
}

/** A document created for a wish that a newer one has replaced. */
export interface MadeDocument {
  readonly title: string
  /** Null if creating it got no answer: it may exist. */
  readonly link: string | null
}

/** A wish whose link is not known yet. */
export interface WishAhead {
  /** Chooses the document, unless a newer wish has been made. */
  readonly choose: (link: string, title?: string) => void
  /** The same for a document created for this wish; if replaced, it is listed in `made`. */
  readonly chooseMade: (made: MadeDocument & { readonly link: string }) => void
  /** Reports a document that may have been created, when the form that asked for it is gone. */
  readonly reportUnanswered: (title: string) => void
}

/**
 * The chosen document, found by its link; looked up again when the window regains the focus, since an owner may have given
 * access. Only the newest wish counts: an answer belongs to the link it was asked for, and editing the field withdraws the
 * wish.
 */
export function useTarget(seeker: Seeker) {
  const { rules, openId } = seeker
  const [wanted, setWanted] = useState<Wanted>(() => {
    const link = linkToBeginWith(location.search, openId, { browser: browserStorage, tab: tabStorage })
    return { link, card: { title: '' }, draft: link ?? '', previous: null }
  })
  const { link, card, draft, previous } = wanted
  const named = useMemo(() => (link === null ? [] : readDocumentLinks(link, rules).filter(isNamed)), [link, rules])
  const isOne = named.length < 2
  const query = useQuery({ ...targetQuery(seeker, link ?? ''), enabled: link !== null && isOne })
  const state: TargetState = isOne ? stateOf(link, query) : { is: 'several', documents: named }
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

  const loaded = query.data === undefined ? null : link
  const wish = (next: (now: Wanted) => Wanted) => {
    wishes.current += 1
    setWanted(next)
  }
  const want = (text: string, asCard: Wanted['card']) => {
    const chosen = text.trim()
    // Choosing the same link again looks it up again, unless that is under way.
    if (chosen === link && isOne) void query.refetch({ cancelRefetch: false })
    wish((now) => ({
      link: chosen,
      card: asCard,
      draft: text,
      previous: loaded === null || loaded === chosen ? now.previous : loaded,
    }))
  }
  const pick = (chosen: string, title = '') => want(chosen, { title })
  const clear = useCallback(() => {
    wishes.current += 1
    setWanted((now) => ({ link: null, card: null, draft: '', previous: loaded ?? now.previous }))
  }, [loaded])
  return {
    /** Text of the field, chosen or not. */
    draft,
    setDraft: (text: string) => wish((now) => withDraft(now, text)),
    /** Chooses a link written into the field. */
    choose: (text: string) => want(text, null),
    /** Chooses a document from elsewhere: a list, the clipboard, the last visit. */
    pick,
    /** Registers a wish now whose link follows. */
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
        reportUnanswered: (title) => {
          if (!isNewest()) setMade((others) => [...others, { title, link: null }])
        },
      }
    },
    /** Documents created here but not chosen, because another wish was made meanwhile. */
    made,
    forgetMade: (document: MadeDocument) => setMade((all) => all.filter((each) => each !== document)),
    /** Link of the document that is chosen or being looked up. */
    link,
    /** The link without the text around it; null if it is no address of a document. */
    address: named.find(({ address }) => /^https?:/.test(address))?.address ?? null,
    /** What is known before Feishu has answered; null without a document, and while its link is in the field. */
    shown: useMemo(
      (): ShownDocument | null => (link === null ? null : shownOf(link, card?.title ?? '', { rules, openId })),
      [link, card, rules, openId],
    ),
    isCard: state.is === 'resolved' || (state.is === 'checking' && card !== null),
    /** Whether a text can only be meant as a link, valid or not; other text is a search. */
    isLink: (text: string) => isLink(text, rules),
    lookAgain: () => void query.refetch({ cancelRefetch: false }),
    /** Time of the last successful look-up, in milliseconds since 1970; 0 for never. */
    checkedAtMs: query.dataUpdatedAt,
    /** Clears the choice; `goBack` restores it. */
    clear,
    goBack: previous === null || state.is === 'resolved' ? null : () => pick(previous),
    state,
  }
}

/** The wish holds while the field holds its link. */
function withDraft(now: Wanted, draft: string): Wanted {
  return draft.trim() === now.link ? { ...now, draft } : { ...now, draft, link: null, card: null }
}

function isNamed(link: DocumentLink): link is NamedDocument {
  return link.ok
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
  // A failed second look-up replaces the earlier result; while it is under way the earlier result stays.
  if (query.error) {
    if (query.isFetching) return { is: 'checking' }
    return { is: 'unusable', error: asCallFailed(query.error) }
  }
  return query.data ? { is: 'resolved', target: query.data } : { is: 'checking' }
}
