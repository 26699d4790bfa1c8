import type { LinkProblem } from '../feishu/links/link-types.ts'
import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const wrongTarget = { ...treatments.wrongTarget, httpStatus: null, msg: '', source: 'ours' } as const

/** What is pasted as a document and takes no files. */
export const linkProblems = {
  'link-empty': wrongTarget,
  'link-not-a-link': wrongTarget,
  'link-not-feishu': wrongTarget,
  /** Of Feishu, and nothing of what follows. */
  'link-not-a-document': wrongTarget,
  'link-other-brand': wrongTarget,
  'link-base-form': wrongTarget,
  /** A record, view or dashboard of a base, shared by itself. */
  'link-base-share': wrongTarget,
  'link-minutes': wrongTarget,
  'link-whiteboard': wrongTarget,
  'link-wiki-home': wrongTarget,
  'link-drive-home': wrongTarget,
  'link-message': wrongTarget,
  'link-calendar': wrongTarget,
  'link-mail': wrongTarget,
  'link-task': wrongTarget,
  'link-approval': wrongTarget,
  'link-meeting': wrongTarget,
  /** A person's card, or an invitation. */
  'link-contact': wrongTarget,
  /** A mini program, a web app, OKR, a project … */
  'link-app': wrongTarget,
  /** Help, download, administration, developers' documentation. */
  'link-website': wrongTarget,
  /** A page to sign in at that does not say where it leads afterwards. */
  'link-sign-in': wrongTarget,
  'link-shortcut': wrongTarget,
  /** A block that several documents contain; its link names none of them. */
  'link-synced-block': wrongTarget,
  /** A short link or a mail filter's, in which the address it leads to cannot be read. */
  'link-redirect': wrongTarget,
  /** Only the beginning of a link, as a chat or a list shows it. */
  'link-cut-off': wrongTarget,
  /** A token without its link, which Feishu knows as no kind of document that takes files. */
  'link-unknown-token': wrongTarget,
  /** `moments` and `vc_virtual_background`: upload points that Feishu names and has not opened. */
  'target-not-open': wrongTarget,
  'target-legacy-doc': { ...wrongTarget, actions: ['open-document', 'pick-document'] },
  'target-file': wrongTarget,
  'target-mindnote': wrongTarget,
  'target-slides': wrongTarget,
  'target-other-kind': wrongTarget,
} as const satisfies ProblemTable & Readonly<Record<LinkProblem, unknown>>
