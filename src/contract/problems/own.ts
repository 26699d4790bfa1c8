import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const ours = { httpStatus: null, msg: '', source: 'ours' } as const
const badFile = { ...ours, actor: 'you', healing: 'none', concerns: 'file' } as const
const wrongTarget = { ...ours, ...treatments.wrongTarget } as const
const signIn = { ...ours, actor: 'you', healing: 'none', actions: ['sign-in'], concerns: 'everyone' } as const

/** Conditions that no code of Feishu names. */
export const ownProblems = {
  offline: { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** No answer came: the call may or may not have taken effect. */
  'connection-lost': { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** The gateway is there and got no answer from Feishu. */
  'feishu-unreachable': { ...ours, ...treatments.busy },
  /** The gateway itself did not let the call pass. */
  'gateway-refused': { ...ours, ...treatments.badCall },
  'gateway-busy': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway can not reach the store of its sessions and quota. */
  'store-unreachable': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway has counted as many uploads today as Feishu allows the company. */
  'day-used-up': { ...ours, ...treatments.busy },
  'unreadable-answer': { ...ours, ...treatments.busy, source: 'ours; larksuite/openclaw-lark#568' },
  'unknown-code': {
    ...ours,
    actor: 'feishu',
    healing: 'none',
    actions: ['retry', 'copy-details'],
    concerns: 'file',
  },

  'file-changed': { ...badFile, actions: ['choose-file-again', 'remove-file'] },
  'file-unreadable': { ...badFile, actions: ['choose-file-again', 'retry', 'remove-file'] },
  'file-empty': { ...badFile, actions: ['choose-file-again', 'remove-file'] },
  'file-too-large': { ...badFile, actions: ['choose-smaller-file', 'remove-file'] },
  'file-name-too-long': { ...badFile, actions: ['rename', 'remove-file'] },
  'file-name-empty': { ...badFile, actions: ['rename', 'remove-file'] },

  'not-signed-in': { ...signIn, healing: 'hold-queue' },
  /** The browser came back from Feishu with a state nobody is waiting for, or too late. */
  'sign-in-expired-attempt': signIn,
  /** The browser came back from Feishu without an answer to what was asked. */
  'sign-in-incomplete': signIn,
  /** What the portal vouches for its visitor with was not taken: too old, used before, or not for this service. */
  'portal-refused': signIn,

  /** members/auth answered that this person may not edit. */
  'read-only': { ...ours, ...treatments.noEditRight },
  /** A folder's members say so; another right, of which they tell nothing, may outweigh it. */
  'folder-read-only': { ...ours, ...treatments.noEditRight, actions: ['ask-access', 'pick-document', 'copy-details'] },
  /** The gateway calls Feishu as the app itself, and this document is not on its list. */
  'document-not-listed': {
    ...ours,
    actor: 'tenant-admin',
    healing: 'none',
    actions: ['pick-document', 'copy-details'],
    concerns: 'document',
  },
  'document-gone': { ...ours, ...treatments.documentGone },
  /** An empty block could not be taken out of the document. */
  'placeholder-left': { ...badFile, actions: ['open-document', 'retry', 'copy-details'] },
  /** Others kept editing where it was to be placed, so that it came to stand elsewhere each time. */
  'place-unsettled': { ...badFile, actions: ['retry', 'open-document', 'copy-details'] },
  /** Its block stood in the document, holding it, and is gone: not by an edit of this app. */
  'removed-from-document': { ...badFile, actions: ['retry', 'open-document', 'remove-file'] },
  /** As before, but a deletion of an empty block by its place may have taken it. */
  'taken-by-edit': { ...badFile, actions: ['retry', 'open-document', 'copy-details'] },
  /** The browser lost its record of how far this file got: it may stand in the document, and may not. */
  'progress-lost': { ...badFile, actions: ['open-document', 'retry', 'remove-file'] },
  /** Feishu answered 0, and the block does not hold the token. */
  'bind-unconfirmed': {
    ...ours,
    actor: 'feishu',
    healing: 'repeat',
    actions: ['open-document', 'retry', 'copy-details'],
    concerns: 'file',
  },

  'link-empty': wrongTarget,
  'link-not-a-link': wrongTarget,
  'link-not-feishu': wrongTarget,
  'link-not-a-document': wrongTarget,
  'link-other-brand': wrongTarget,
  /** `moments` and `vc_virtual_background`: upload points that Feishu names and has not opened. */
  'target-not-open': wrongTarget,
  'target-legacy-doc': { ...wrongTarget, actions: ['open-document', 'pick-document'] },

  /** A sheet takes pictures only. */
  'sheet-pictures-only': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** A picture of a kind that cells do not take, as WEBP; floating ones are taken. */
  'sheet-picture-kind': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** The next cell in turn lies outside the grid. */
  'sheet-ended': { ...badFile, actions: ['open-document', 'retry', 'pick-document'] },
  /** No record has this file's name in the column that is compared, or the record chosen is gone. */
  'record-not-found': { ...badFile, actions: ['rename', 'retry', 'open-document', 'remove-file'] },
  'cell-full': { ...badFile, actions: ['pick-document', 'open-document', 'remove-file'] },
  'import-kind': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** Feishu did not answer whether it began the import; a second one would make a second document. */
  'import-unclear': { ...badFile, actions: ['open-document', 'retry', 'remove-file'] },
  'target-other-kind': wrongTarget,
} as const satisfies ProblemTable
