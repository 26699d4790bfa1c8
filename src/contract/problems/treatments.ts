import type { Problem } from './problem.ts'

/** What a row says besides its code: who can act, what heals it, what the page offers, whom it concerns. */
type Treatment = Omit<Problem, 'httpStatus' | 'msg' | 'source'>

/** Treatments that rows of several families share. */
export const treatments = {
  /** The service is slow, full or asks for fewer calls: waiting is all it takes. */
  busy: { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'everyone' },
  /** Feishu stumbled over this one call; another file may well get through. */
  stumbled: { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** A call this product built wrongly, or a case it does not know: nothing a person can change. */
  badCall: { actor: 'app-developer', healing: 'none', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** As `badCall`, in a batch: the other members must not suffer for the one at fault. */
  badMember: { actor: 'app-developer', healing: 'split-batch', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** The bytes on their way and what was announced differ, or Feishu forgot the upload. */
  sendAgain: { actor: 'you', healing: 'restart-upload', actions: ['retry', 'choose-file-again'], concerns: 'file' },
  /** The placeholder, perhaps with its document, is gone. */
  blockGone: { actor: 'you', healing: 'recreate-block', actions: ['retry', 'pick-document'], concerns: 'file' },
  /** As `blockGone`; met without a block, or again after a new one, it is the document itself. */
  documentOrBlockGone: {
    actor: 'you',
    healing: 'recreate-block',
    actions: ['pick-document', 'open-document', 'retry'],
    concerns: 'document',
  },
  documentGone: { actor: 'you', healing: 'none', actions: ['pick-document', 'copy-details'], concerns: 'document' },
  /** The document takes nothing more, or nothing of this kind. */
  documentFull: { actor: 'you', healing: 'none', actions: ['pick-document', 'open-document'], concerns: 'document' },
  /** Whom Feishu does not let in, its own page tells how to ask: hence `open-document`. */
  noEditRight: {
    actor: 'document-owner',
    healing: 'none',
    actions: ['ask-access', 'open-document', 'pick-document', 'copy-details'],
    concerns: 'document',
  },
  wrongTarget: { actor: 'you', healing: 'none', actions: ['pick-document'], concerns: 'document' },
  /** The gateway renews the token; if that does not help, a new sign-in does. */
  staleToken: { actor: 'you', healing: 'refresh', actions: ['sign-in', 'retry'], concerns: 'everyone' },
  signIn: { actor: 'you', healing: 'none', actions: ['sign-in', 'copy-details'], concerns: 'everyone' },
  /** A security policy of the company wants to see the person first. */
  challenge: {
    actor: 'you',
    healing: 'hold-queue',
    actions: ['sign-in', 'retry', 'copy-details'],
    concerns: 'everyone',
  },
  /** There is no room for anything more, whatever the document. */
  storageFull: { actor: 'you', healing: 'hold-queue', actions: ['retry', 'copy-details'], concerns: 'everyone' },
  /** The app's registration in the developer console, or the gateway's configuration, is not right. */
  appSetUp: {
    actor: 'app-developer',
    healing: 'none',
    actions: ['copy-details', 'retry'],
    concerns: 'everyone',
  },
  /** The company's administrator has to allow, renew or buy something. */
  adminDecides: {
    actor: 'tenant-admin',
    healing: 'none',
    actions: ['copy-details', 'retry'],
    concerns: 'everyone',
  },
  /** As `adminDecides`, for the app as a whole: no call of it gets through until then, whatever the file. */
  adminUnlocks: {
    actor: 'tenant-admin',
    healing: 'hold-queue',
    actions: ['retry', 'copy-details'],
    concerns: 'everyone',
  },
} as const satisfies Readonly<Record<string, Treatment>>
