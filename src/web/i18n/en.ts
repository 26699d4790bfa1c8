import type { InsertionPoint } from '../../engine/targets/target.ts'
import { families, queueFamilyMessages } from './en/families.ts'
import { targetMessages } from './en/target.ts'
import { sessionMessages } from './en/session.ts'
import { plural } from './plural.ts'
import type { Messages } from './zh-CN.ts'

const items = plural('en', { one: 'item', other: 'items' })
const files = plural('en', { one: 'file', other: 'files' })
const uploads = plural('en', { one: 'upload', other: 'uploads' })

function placeWords(at: InsertionPoint): string {
  if (at.is === 'under') return `the section “${at.heading}” of `
  return at.is === 'top' ? 'the top of ' : 'the end of '
}

export const en = (product: string, isApp = false) =>
  ({
    product: {
      name: `${product} Uploader`,
      promise: `Drop files on this page and find them in your ${product} document, in order.`,
      promiseDetail: 'Images show as pictures, everything else as attachments.',
    },
    appearance: {
      language: 'Language',
      theme: 'Theme',
      system: 'System',
      light: 'Light',
      dark: 'Dark',
      notSwitched: (language) => `${language} could not be loaded. Check your connection and choose it again.`,
    },
    version: {
      newer: 'A newer version of this page is there.',
      newerKept:
        'A newer version of this page is there. Reload when it suits you: the queue stays, larger files may have to be added again.',
      newerLater: 'A newer version of this page is there. Reload once your files have arrived.',
      reload: 'Reload',
    },
    broken: {
      part: 'This part could not be shown. The rest of the page and your uploads go on.',
      page: 'This page could not be shown',
      pageWhat: 'Uploads that have begun go on. Try again, or reload the page.',
      row: 'This row could not be shown. Its file is not affected.',
      missing: {
        unreachable:
          'The service can’t be reached, so this part of the page is missing. It appears by itself once you are back online.',
        'other-version':
          'The service has another version of this page now, and this part can’t be loaded any more. Reload the page.',
        failing:
          'This part of the page could not be loaded; it is tried again. If it stays this way, reload the page, or copy the details and send them to the app developer.',
      },
      forget: 'Forget this queue',
      forgetSure: 'Forget this queue? Unfinished files stop and leave the list. What is in a document stays there.',
      forgetAllSure: 'Forget all unfinished queues in this browser? What is in a document stays there.',
    },
    session: sessionMessages(product),
    target: {
      leadsOver: (host) => `It leads over ${host}.`,
      step: 'Destination',
      label: 'Document link or name',
      placeholder: 'Paste a link, or type a name',
      hint: 'The link is in the address bar, or under Share.',
      clear: 'Clear the field',
      use: 'Use this document',
      checking: 'Looking at the document…',
      rights: {
        checking: 'Checking…',
        granted: isApp ? 'The app can edit' : 'You can edit',
        refused: 'No edit access',
        gone: 'Perhaps deleted',
        'read-only': 'Read only',
        unknown: 'Edit access not confirmed',
      },
      inWiki: 'Wiki',
      cancelChange: 'Keep the current one',
      filesWait: (count) => `${count} ${files(count)} ready. They start as soon as you choose a document.`,
      filesAwait: (count, title) => `${count} ${files(count)} ready. They start as soon as “${title}” is ready.`,
      retargeting: (count) => `Choose another document for ${count} ${files(count)} that failed.`,
    },
    families,
    queues: queueFamilyMessages(product),
    ...targetMessages(product),
    drop: {
      heading: 'Add files',
      step: 'Files',
      invite: 'Drag files or folders anywhere onto this page',
      inviteTouch: 'Choose the files for your document',
      paste: 'You can also paste a screenshot',
      chooseFiles: 'Choose files',
      chooseFolder: 'Choose folder',
      overlay: {
        noTarget: (count) =>
          count === null
            ? 'Drop now, choose the document next'
            : `Drop ${count} ${items(count)} now, choose the document next`,
        into: (count, title, at) =>
          `Drop to add ${count === null ? '' : `${count} ${items(count)} `}to ${at === null ? '' : placeWords(at)}${title === '' ? 'the document' : `“${title}”`}`,
      },
      reading: (count) => `Reading the folder, ${count} ${files(count)} so far…`,
      kept: (count) => `${count} added. They go on into the document once you have signed in. Keep this page open.`,
      screenshot: 'Screenshot',
    },
    reload: {
      kept: 'You can reload or close this page: the queue will still be here. Larger files may have to be added again.',
      over: 'You can close this page now.',
      back: (count) => `Back from last time: ${count} unfinished ${files(count)}`,
      goOn: 'They continue by themselves. There is nothing to do.',
      someGoOn: (count) => `${count} of them continue by themselves.`,
      missing: (count) =>
        `${count} ${files(count)} must be added again, because the browser doesn’t have the contents. What ${product} already has is not sent twice.`,
      allow: (count) => `Allow reading ${count} ${files(count)}`,
      notAllowed: 'Reading was not allowed. You can try again, or choose the files again.',
      chooseFiles: 'Choose files again',
      chooseFolder: 'Choose folder again',
      orDrop: 'You can also drop the same files or folder onto the page again.',
      changed: (count) => `${count} ${files(count)} changed in size or date since last time:`,
      useInstead: 'Use the new version',
      addBeside: 'Add as another file',
      close: 'Got it',
    },
    uploads: {
      heading: 'Upload queue',
      overall: 'Overall progress',
      counts: (done, total) => `${done} of ${total} done`,
      bytes: (confirmed, total) => `${confirmed} of ${total} confirmed by ${product}`,
      bytesAtLeast: (confirmed, total) => `${confirmed} of at least ${total} confirmed by ${product}`,
      nothingDone: (failed) => `${failed} ${files(failed)} failed`,
      failedSoFar: (failed) => `${failed} failed`,
      cancelled: (count) => `${count} ${uploads(count)} cancelled`,
      alsoCancelled: (sentence, count) => `${sentence}, ${count} cancelled`,
      onHold: (done, total) => `Stopped, ${done} of ${total} done`,
      resting: (done, total) => `${done} of ${total} done, the rest is not being uploaded`,
      pauseAll: 'Pause all',
      resumeAll: 'Resume all',
      cancelAll: 'Cancel all',
      retryFailed: 'Retry failed files',
      retryCancelled: 'Upload cancelled files again',
      clearEnded: 'Clear done and cancelled',
      clearFailed: (count) => `Remove ${count} failed ${files(count)} from the list`,
      undo: 'Undo',
      undoable: {
        cancelled: (count) => `${count} ${uploads(count)} cancelled`,
        removed: (count) => `${count} ${files(count)} removed from the list`,
      },
      undone: 'Undone',
      exportFailed: 'Download the list of failed files',
      more: 'More actions',
      into: (title) => `To “${title}”`,
      hiddenInName: 'This name has hidden characters.',
      renameTo: (name) => `Rename to “${name}”`,
      folder: (path) => `From ${path}`,
      cancel: 'Cancel',
      retry: 'Retry',
      remove: 'Remove from the list',
      pause: 'Pause',
      resume: 'Resume',
      pauseFile: (file) => `Pause ${file}`,
      resumeFile: (file) => `Resume ${file}`,
      cancelFile: (file) => `Cancel ${file}`,
      retryFile: (file) => `Retry ${file}`,
      removeFile: (file) => `Remove ${file} from the list`,
      othersTaken: {
        perhaps:
          'Someone edited while this file’s empty block was being removed, and something of theirs may have gone with it. Open the document and look at its history, where it can be restored.',
        surely:
          'Someone edited while this file’s empty block was being removed, and something of theirs went with it. Open the document and restore it from its history.',
      },
      movedOn: (from, to) => `Somebody had filled ${from}: it is in ${to}`,
      assumed: 'Not confirmed: better have a look',
      losses: {
        content: 'Some content was left out',
        pictures: 'Some pictures were left out',
        storage: 'Out of storage: some content was left out',
      },
      titles: {
        running: (done, total) => `(${done}/${total})`,
        alsoFailed: (far, failed) => `${far.replace(/ ·$/, '')} ${failed} failed ·`,
        'on-hold': (done, total) => `Stopped, ${done} of ${total} ·`,
        resting: (done, total) => `Paused, ${done} of ${total} ·`,
        allDone: (total) => `✓ ${total} done ·`,
        failed: (done, total, failed) => `${done} of ${total} · ${failed} failed ·`,
        cancelled: (done, total, cancelled) => `${done} of ${total} · ${cancelled} cancelled ·`,
      },
      goesOn: 'Uploads go on',
      started: (count) => `${count} ${files(count)} added to the queue`,
      progressed: (done, total) => `${done} / ${total} done`,
      sentenceGap: '. ',
      someFailed: (failed) => `${failed} not uploaded`,
    },
    pace: {
      allSent: `All sent, ${product} is confirming`,
      timeLeft: (time) => `About ${time} left`,
      timeLeftAtLeast: (time) => `At least ${time} left`,
      speed: (size) => `${size}/s`,
      boundBy: {
        quota: `Limited by ${product}: 5 calls/s`,
        floats: `Limited by ${product}: 100 floating pictures/min`,
        turns: `${product} takes one at a time`,
        bandwidth: 'Limited by your connection',
      },
    },
    quota: {
      usedToday: (used, limit) => `Your company has used ${used} of the ${limit} uploads that ${product} allows a day`,
      usedUp: (limit, time) =>
        `Your company has made all ${limit} uploads that ${product} allows a day. They go on by themselves ${time} while this page is open`,
    },
    stage: {
      paused: 'Paused',
      pausing: `Pausing once ${product} confirms what was sent`,
      needsFile: 'Choose or drop this file again',
      waiting: 'Waiting',
      placing: 'Preparing',
      placed: 'Ready to upload',
      sending: (percent) => `Uploading ${percent}`,
      finishing: `${product} is confirming`,
      sentInOrder: 'Sent, waiting its turn to go in',
      clearing: 'Cleaning up',
      failed: 'Not uploaded',
      cancelled: 'Cancelled',
      confirmed: (percent) => `${percent} confirmed by ${product}`,
      repeat: (reason, seconds) => `${reason}. Continues in ${seconds} s`,
      onHold: 'Stopped',
      clearingLater: 'Stopped, to be cleaned up later',
      repeatUntil: (reason, time) => `${reason}. Continues ${time}`,
      repeatNow: (reason) => `${reason}. Continuing`,
      anew: (reason) => `${reason}. Uploading it again`,
    },
    held: {
      reasons: { turn: 'Waiting for the company’s quota', closed: `${product} asked the company to slow down` },
      ahead: (others) => `${others} ahead`,
      next: 'next in line',
      held: (reason, place) => `${reason} (${place})`,
    },
    hold: {
      offline: 'You are offline',
      offlineWhat: 'Nothing is lost. Uploads continue as soon as you are back online.',
      signedOut: `Sign in to ${product} again`,
      signedOutWhat: 'Your sign-in has ended. The queue is still here and continues after you sign in.',
      waits: 'The queue waits here and nothing is lost. When this is settled, press “Continue uploading”.',
      triesAgain: 'Nothing is lost. This page tries again now and then and continues by itself while it is open.',
      blockedPath: (path) => `The request: ${path}`,
      refusedSize: (size) => `Size refused: ${size}`,
      until: (time) => `Uploads continue by themselves ${time} while this page is open. Nothing is lost.`,
    },
    guidance: {
      who: 'Who can fix it',
      actors: {
        you: 'You',
        'document-owner': 'Document owner',
        'tenant-admin': 'Your organization’s admin',
        'app-developer': 'App developer',
        operator: 'Whoever runs this uploader',
        network: 'Whoever looks after your network',
        feishu: product,
      },
      actorNamed: (actor, name) => `${name} (${actor})`,
      actions: {
        retry: 'Retry',
        'look-again': 'Check again',
        'go-on': 'Continue uploading',
        'try-now': 'Try now',
        'pick-document': 'Choose another document',
        rename: 'Rename',
        'choose-file-again': 'Choose the file again',
        'choose-smaller-file': 'Choose a smaller file',
        'remove-file': 'Remove this file',
        'sign-in': 'Sign in again',
        'grant-scopes': `Grant access in ${product}`,
        'ask-access': 'Copy an access request',
        'open-document': 'Open document',
        'open-console': 'Open the developer console',
        'copy-details': 'Copy details',
      },
      copied: 'Copied',
      copyFailed: 'Copying is blocked. Select the text below and copy it',
      details: 'Details',
      code: 'Code',
      logId: 'Log ID',
      message: `${product}’s message`,
      scopes: 'Missing scopes',
      time: 'Time',
      file: 'File',
      document: 'Document',
      noCode: 'None',
      accessRequest: (title, url) =>
        isApp
          ? `Hi, I’d like to add files to “${title}”, but the app that adds them can’t edit it. Could you add it under “Add document app”? ${url}`
          : `Hi, I’d like to add files to “${title}” but can’t edit it yet. Could you give me edit access? ${url}`,
      newName: 'New file name',
      save: 'Save and retry',
      cancel: 'Cancel',
    },
  }) satisfies Messages
