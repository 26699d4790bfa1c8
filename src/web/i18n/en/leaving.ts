import type { LeavingMessages } from '../zh-CN/leaving.ts'

export const leaving: LeavingMessages = {
  title: 'Sign out',
  pending: 'Some files are still on their way. They stop if you sign out.',
  ask: 'Is this your own computer, or do others use it too?',
  keep: 'My own: keep my queue',
  keepWhat:
    'Your unfinished queue, your history and the documents you used stay in this browser. The queue continues when you sign in again.',
  keepWhatLost: 'The documents you used stay in this browser. It cannot keep the unfinished queue, which is lost.',
  forget: 'Shared: forget everything',
  forgetWhat:
    'File copies, names, titles and links leave this browser, queues that others left here too, and other tabs stop. What is in a document stays there.',
  shared:
    'This computer is shared: everything in this browser is forgotten when you sign out, and unfinished files are not uploaded. What is in a document stays there.',
  forgetAndLeave: 'Forget and sign out',
  stay: 'Stay signed in',
  leaving: 'Signing out…',
  failed: 'Signing out didn’t work, you are still signed in. Check your connection and try again.',
  failedForgotten:
    'Everything in this browser is forgotten, but signing out didn’t work and you are still signed in. Check your connection and try again.',
  idle: {
    title: 'Still there?',
    what: 'If nobody uses this page, you are signed out and everything in this browser is forgotten. Press any key or move the mouse to go on.',
    left: (seconds) => `${seconds} s left`,
  },
}
