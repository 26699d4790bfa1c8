import { useCallback, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { readDocumentLink, type LinkRules } from '../../contract/document-links.ts'
import { asCallFailed, retryOfCalls, type CallFailed } from '../wire/call-failed.ts'
import { browserStorage } from '../wire/browser-storage.ts'
import { linkToBeginWith, rememberLink } from './remembered-target.ts'
import type { ResolveTarget, TargetDocument } from './target-document.ts'

const freshForMs = 30_000

export type TargetState =
  | { readonly is: 'none' }
  | { readonly is: 'checking' }
  | { readonly is: 'unusable'; readonly error: CallFailed }
  | { readonly is: 'resolved'; readonly target: TargetDocument }

/** The document chosen, by its link; looked at again when the window comes back, for an owner may have given access. */
export function useTarget(resolve: ResolveTarget, rules: LinkRules, openId: string) {
  const [link, setLink] = useState(() => linkToBeginWith(location.search, openId, browserStorage))
  const [draft, setDraft] = useState(link ?? '')
  const [previousLink, setPreviousLink] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['target', openId, link],
    queryFn: ({ signal }) => resolve(link ?? '', { rules, openId }, signal),
    enabled: link !== null,
    staleTime: freshForMs,
    ...retryOfCalls,
  })

  useEffect(() => {
    if (link !== null && query.data) rememberLink(link, openId, browserStorage)
  }, [link, openId, query.data])

  const choose = (chosen: string) => {
    setDraft(chosen)
    // The same link again means: look again.
    if (chosen === link) void query.refetch()
    else setLink(chosen)
  }
  const hasDocument = query.data !== undefined
  const clear = useCallback(() => {
    setPreviousLink(hasDocument ? link : null)
    setLink(null)
    setDraft('')
  }, [hasDocument, link])
  return {
    /** What stands in the field, chosen or not yet. */
    draft,
    setDraft,
    choose,
    /** The link of the document chosen, or being looked at. */
    link,
    /** Whether a text can only mean a link, right or wrong; anything else is words to search by. */
    isLink: (text: string) => isLink(text, rules),
    lookAgain: () => void query.refetch(),
    /** Makes room for another link; the present one can be gone back to. */
    clear,
    goBack: previousLink === null || link !== null ? null : () => choose(previousLink),
    state: stateOf(link, query),
  }
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
