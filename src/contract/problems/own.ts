import type { ProblemTable } from './problem.ts'
import { treatments } from './treatments.ts'

const ours = { httpStatus: null, msg: '', source: 'ours' } as const
const badFile = { ...ours, actor: 'you', healing: 'none', concerns: 'file' } as const
const signIn = { ...ours, actor: 'you', healing: 'none', actions: ['sign-in'], concerns: 'everyone' } as const

/** Conditions that have no code of Feishu. */
export const ownProblems = {
  offline: { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** No answer came: the call may or may not have taken effect. */
  'connection-lost': { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** Neither the call nor the gateway itself answers, while the browser says that there is a network. */
  'nothing-answers': { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** The gateway answers, but calls of this route never come back: a browser extension or a filter on the way. */
  'call-blocked': { ...ours, actor: 'you', healing: 'repeat', actions: ['retry'], concerns: 'everyone' },
  /** What answered is neither Feishu nor the gateway: a firewall, a network's sign-in page. */
  'not-feishus-answer': { ...ours, ...treatments.busy, actor: 'network' },
  /** A proxy in front of the gateway answers that the gateway does not (HTTP 502, 503, 504). */
  'uploader-away': { ...ours, ...treatments.busy, actor: 'operator' },
  /** A proxy on the way refuses bodies of this size (HTTP 413). */
  'too-large-on-the-way': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway answered that it got no answer from Feishu. */
  'feishu-unreachable': { ...ours, ...treatments.busy },
  /** The company's proxy between the gateway and Feishu refuses, does not answer, or broke the call off. */
  'proxy-in-the-way': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway does not trust the certificate that it was shown in Feishu's place. */
  'certificate-not-trusted': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway itself refused the call. */
  'gateway-refused': { ...ours, ...treatments.badCall },
  'gateway-busy': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The gateway cannot reach the store of its sessions and quota. */
  'store-unreachable': { ...ours, ...treatments.busy, actor: 'operator' },
  /** Feishu has not pushed the store app's ticket yet; after a start it takes some minutes. */
  'app-ticket-awaited': { ...ours, ...treatments.busy, actor: 'operator' },
  /** The company has removed the store app or stopped it, and the gateway has deleted what it had of the company. */
  'app-not-in-company': { ...ours, ...treatments.adminUnlocks },
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
  /** A document takes what is too large for a cell, a base or an import. */
  'file-too-large': { ...badFile, actions: ['pick-document', 'choose-smaller-file', 'remove-file'] },
  'file-name-too-long': { ...badFile, actions: ['rename', 'remove-file'] },
  'file-name-empty': { ...badFile, actions: ['rename', 'remove-file'] },

  'not-signed-in': { ...signIn, healing: 'hold-queue' },
  /** The browser came back from Feishu with an unknown state, or too late. */
  'sign-in-expired-attempt': signIn,
  /** The browser came back from Feishu with neither code nor error. */
  'sign-in-incomplete': signIn,
  /** Feishu's app gave the page no code, for a reason that is not on the list, or has nothing that could give one. */
  'client-sign-in-failed': { ...signIn, actions: ['sign-in', 'copy-details'] },
  /** The portal's token for its visitor was refused: too old, used before, or not for this service. */
  'portal-refused': signIn,

  /** members/auth answered that this person may not edit. */
  'read-only': { ...ours, ...treatments.noEditRight },
  /** By the folder's member list, which may leave out a right that allows editing. */
  'folder-read-only': { ...ours, ...treatments.noEditRight, actions: ['ask-access', 'pick-document', 'copy-details'] },
  /** The gateway calls Feishu as the app itself, and this document is not on its list. */
  'document-not-listed': {
    ...ours,
    actor: 'tenant-admin',
    healing: 'none',
    actions: ['pick-document', 'copy-details'],
    concerns: 'document',
  },
  /** The document takes pictures from apps, and no blocks with other files (docs/feishu.md, U58). */
  'file-blocks-refused': {
    ...ours,
    ...treatments.documentFull,
    actions: ['import-files', ...treatments.documentFull.actions],
  },
  'document-gone': { ...ours, ...treatments.documentGone },
  /** An empty block could not be removed from the document. */
  'placeholder-left': { ...badFile, actions: ['open-document', 'retry', 'copy-details'] },
  /** A file that had arrived was to be taken out again, and is still there after several attempts. */
  'not-taken-out': { ...badFile, actions: ['open-document', 'copy-details'] },
  /** As before: a picture is in the cell, and it is unknown whether it is this file's. */
  'cell-not-known': { ...badFile, actions: ['open-document', 'copy-details'] },
  /** As before: the file became a document of its own, which this app does not delete. */
  'made-document-stays': { ...badFile, actions: ['open-document', 'copy-details'] },
  /** Others kept editing around the chosen place, so the block ended up elsewhere each time. */
  'place-unsettled': { ...badFile, actions: ['retry', 'open-document', 'copy-details'] },
  /** Its block was in the document with the file in it, and is gone; no edit of this app removed it. */
  'removed-from-document': { ...badFile, actions: ['retry', 'open-document', 'remove-file'] },
  /** As before, but this app's removal of an empty block by its index may have hit it. */
  'taken-by-edit': { ...badFile, actions: ['retry', 'open-document', 'copy-details'] },
  /** The browser lost its record of this file's progress: it may or may not be in the document. */
  'progress-lost': { ...badFile, actions: ['open-document', 'retry', 'remove-file'] },
  /** Feishu answered code 0, but the block does not hold the file. */
  'bind-unconfirmed': {
    ...ours,
    actor: 'feishu',
    healing: 'repeat',
    actions: ['open-document', 'retry', 'copy-details'],
    concerns: 'file',
  },

  /** A sheet takes pictures only. */
  'sheet-pictures-only': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** A picture of a kind that cells do not take, such as WEBP; as a floating picture it is taken. */
  'sheet-picture-kind': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** The next cell lies outside the grid. */
  'sheet-ended': { ...badFile, actions: ['open-document', 'retry', 'pick-document'] },
  /** No record has this file's name in the column that is compared, or the record chosen is gone. */
  'record-not-found': { ...badFile, actions: ['rename', 'retry', 'open-document', 'remove-file'] },
  'cell-full': { ...badFile, actions: ['pick-document', 'open-document', 'remove-file'] },
  'import-kind': { ...badFile, actions: ['pick-document', 'remove-file'] },
  /** The call to begin the import got no answer; a repeat could make a second document. */
  'import-unclear': { ...badFile, actions: ['open-document', 'retry', 'remove-file'] },
} as const satisfies ProblemTable
