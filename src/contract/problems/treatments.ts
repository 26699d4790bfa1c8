import type { Treatment } from './problem.ts'

/** Treatments that rows of several families share. */
export const treatments = {
  /** The service is slow, full or asks for fewer calls: waiting helps. */
  busy: { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'everyone' },
  /** An internal error of Feishu for this one call; others may succeed. */
  internalError: { actor: 'feishu', healing: 'repeat', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** A call that this product built wrongly, or a case it does not know. */
  badCall: { actor: 'app-developer', healing: 'none', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** As `badCall`, in a batch: the other members must not fail with the one at fault. */
  badMember: { actor: 'app-developer', healing: 'split-batch', actions: ['retry', 'copy-details'], concerns: 'file' },
  /** The bytes differ from what was announced, or Feishu no longer knows the upload. */
  sendAgain: { actor: 'you', healing: 'restart-upload', actions: ['retry', 'choose-file-again'], concerns: 'file' },
  /** The placeholder block is gone, perhaps with its document. */
  blockGone: { actor: 'you', healing: 'recreate-block', actions: ['retry', 'pick-document'], concerns: 'file' },
  /** As `blockGone`. Without a block, or again after a new one, the document itself is gone. */
  documentOrBlockGone: {
    actor: 'you',
    healing: 'recreate-block',
    actions: ['pick-document', 'open-document', 'retry'],
    concerns: 'document',
  },
  documentGone: { actor: 'you', healing: 'none', actions: ['pick-document', 'copy-details'], concerns: 'document' },
  /** The document takes no more blocks, or none of this kind. */
  documentFull: { actor: 'you', healing: 'none', actions: ['pick-document', 'open-document'], concerns: 'document' },
  /** `open-document`: Feishu's own page lets a person without access ask for it. */
  noEditRight: {
    actor: 'document-owner',
    healing: 'none',
    actions: ['ask-access', 'open-document', 'pick-document', 'copy-details'],
    concerns: 'document',
  },
  wrongTarget: { actor: 'you', healing: 'none', actions: ['pick-document'], concerns: 'document' },
  /** The gateway renews the token; if that fails, the person signs in again. */
  staleToken: { actor: 'you', healing: 'refresh', actions: ['sign-in', 'retry'], concerns: 'everyone' },
  signIn: { actor: 'you', healing: 'none', actions: ['sign-in', 'copy-details'], concerns: 'everyone' },
  /** A security policy of the company asks the person to verify first. */
  challenge: {
    actor: 'you',
    healing: 'hold-queue',
    actions: ['sign-in', 'retry', 'copy-details'],
    concerns: 'everyone',
  },
  /** The storage of the person or company is full. */
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
  /** As `adminDecides`, for the app as a whole: every call fails until then. */
  adminUnlocks: {
    actor: 'tenant-admin',
    healing: 'hold-queue',
    actions: ['retry', 'copy-details'],
    concerns: 'everyone',
  },
} as const satisfies Readonly<Record<string, Treatment>>
