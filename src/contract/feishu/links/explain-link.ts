import { readDocumentLink, type DocumentLink, type LinkRules } from '../document-links.ts'
import type { Explanation, LinkProblem } from './link-types.ts'

/**
 * As `readDocumentLink`, with a reason for each kind of address that is no document. A module of its own, because the page loads it
 * later.
 */
export function explainDocumentLink(pasted: string, rules: LinkRules): DocumentLink {
  return readDocumentLink(pasted, { ...rules, explain })
}

/**
 * What is no document, by a word: the host's first label, the first part of the path, or the second one of an AppLink, /client/…
 * (official, supported-protocol, 2026-05-24; the others are met in public links, 2026-11).
 */
const otherPlaces: ReadonlyMap<string, LinkProblem> = new Map(
  Object.entries({
    'link-base-share': 'share record',
    'link-synced-block': 'sync',
    'link-minutes': 'minutes',
    'link-whiteboard': 'board whiteboard',
    'link-wiki-home': 'wiki',
    'link-drive-home': 'drive space',
    'link-message': 'messenger next im chat message thread bot helpdesk',
    'link-calendar': 'calendar',
    'link-mail': 'mail',
    'link-task': 'todo task tasks',
    'link-approval': 'approval',
    // As in the sample of vc-v1/meeting/get.
    'link-meeting': 'vc vctab videochat byteview meetings',
    'link-contact': 'contact user_profile profile invitation',
    'link-app': 'app mini_program web_app workplace okr project meego people hire attendance aily',
    'link-website': 'admin hc download open document',
    'link-sign-in': 'accounts suite login passport',
    // As in the sample of moments-v1/post/get. `parent_type` names it as not open yet (media/upload_all, 2026-05-24).
    'target-not-open': 'moments',
  } satisfies Partial<Record<LinkProblem, string>>).flatMap(([problem, words]) =>
    words.split(' ').map((word) => [word, problem as LinkProblem] as const),
  ),
)

/** The app of approvals, of Feishu and of Lark (official, "open an approval page", 2026-11). */
const approvals = /[?&]appId=cli_(?:9cb844403dbb9108|9c7cc8a9a9edd105)\b/

/** Hosts, each with all below it, whose links do not contain the address they lead to. Met in mails and chats, 2026-11. */
const redirects =
  't.cn url.cn dwz.cn suo.im suo.nz suo.run t.hk dwz.mk tb.cn b23.tv bit.ly goo.gl t.co tinyurl.com is.gd ow.ly lnkd.in rebrand.ly rb.gy cutt.ly aka.ms s.id t.ly tiny.cc buff.ly reurl.cc shorturl.at mimecast.com mimecastprotect.com titanhq.com emailprotection.link inky.com sendgrid.net list-manage.com hubspotlinks.com mandrillapp.com'.split(
    ' ',
  )

/** Links of search engines, newer mail filters and Feishu itself, with an address that only they can read. */
const redirectPaths =
  /^(?:www\.(?:baidu|sogou|so)\.com\/link|url\.avanan\.click\/|go\.feishu\.cn\/s\/|applink\.[a-z.]+\/(?!client\/).)/

function explain(url: URL, isOfBrand: boolean): Explanation | null {
  if (isOpaqueRedirect(url)) return { problem: 'link-redirect', host: url.host }
  return isOfBrand ? explainPlace(url) : null
}

function isOpaqueRedirect({ hostname, host, pathname, search }: URL): boolean {
  if (redirectPaths.test(host + pathname)) return true
  return pathname + search !== '/' && redirects.some((each) => hostname === each || hostname.endsWith(`.${each}`))
}

/**
 * Pages that only lead on: "open a document", "open a web view" (official, supported-protocol), and the warning before other sites.
 */
const leading: ReadonlySet<string> = new Set(['docs', 'web_url', 'security'])

function explainPlace(url: URL): Explanation | null {
  const [label = ''] = url.hostname.split('.')
  const parts = url.pathname
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '')
  const [first = '', second = '', third] = parts
  const isAppLink = label === 'applink'
  const word = isAppLink ? second : first
  const problem = exactly(parts, url) ?? otherPlaces.get(word) ?? otherPlaces.get(label)
  if (problem) return { problem }
  const leadsOn = leading.has(isAppLink && third === 'open' ? word : label)
  return leadsOn ? { problem: 'link-not-a-document', leadsOn } : null
}

/** Addresses that one word of the path does not decide. */
function exactly([first, second, third]: readonly string[], { search, hostname }: URL): LinkProblem | null {
  // Its paths begin with a space's name, which may be any word.
  if (/^(?:project|meego)\./.test(hostname)) return 'link-app'
  if (approvals.test(search)) return 'link-approval'
  if ((first === 'share' && third === 'form') || (first === 'base' && second === 'form')) return 'link-base-form'
  // What a file in a document is read from.
  return first === 'space' && second === 'api' ? 'target-file' : null
}
