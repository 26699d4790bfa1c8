import type { mediaProblems } from '../../../../contract/problems/media.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function mediaMessages(product: string, meanings: Meanings) {
  const thumbnail: ProblemMessages = {
    title: 'Thumbnail is being made',
    what: `${product} is still making a thumbnail for this file.`,
    remedy: 'Try again in a few minutes; the file itself is fine.',
  }
  return {
    1061001: meanings.internalError,
    1061002: meanings.badCall,
    1061003: meanings.blockGone,
    1061004: meanings.noEditRight,
    1061005: meanings.staleToken,
    1061006: {
      title: `${product} took too long`,
      what: `${product} did not finish this request in time.`,
      remedy: 'Try again in a few minutes.',
    },
    1061007: meanings.blockGone,
    1061008: {
      title: 'File name not accepted',
      what: 'The file name is empty or longer than 250 characters.',
      remedy: 'Rename the file; a shorter name will do.',
    },
    1061021: {
      title: 'Upload has expired',
      what: `The upload was not finished within 24 hours, so ${product} discarded what had arrived.`,
      remedy: 'Retry.',
    },
    1061041: meanings.blockGone,
    1061042: meanings.mediaFull,
    1061043: {
      title: 'File is larger than allowed',
      what: `The file exceeds the size limit of your company's ${product} plan.`,
      remedy: 'Compress or split it and upload again. For larger files, ask your administrator about the plan.',
    },
    1061044: meanings.blockGone,
    1061045: {
      title: `${product} asks to wait`,
      what: `Several files are going up at once, and ${product} wants a pause before this one.`,
      remedy: 'Try again in a few minutes.',
    },
    1061061: {
      title: 'Your storage is full',
      what: `Your personal storage in ${product} has no room for more files.`,
      remedy: `Delete files you no longer need in ${product}.`,
    },
    1061073: {
      title: 'App may not upload yet',
      what: 'This app has not been given permission to put files into documents.',
      remedy:
        'Try granting access again. If that fails, ask the app developer to enable the upload scope and publish a new version.',
    },
    1061101: {
      title: 'Company storage is full',
      what: `Your company's ${product} storage has no room left.`,
      remedy: 'Ask your administrator to free or add storage.',
    },
    1061109: {
      title: 'File name rejected by review',
      what: `${product}'s content review does not allow this file name.`,
      remedy: 'Give the file another name and upload it again.',
    },
    1061113: {
      title: 'File rejected by content review',
      what: `${product}'s content review does not allow this file.`,
      remedy: 'Check its content, choose another file, or remove it.',
    },
    1061547: meanings.mediaFull,
    1062004: thumbnail,
    1062005: {
      title: 'No thumbnail for this kind',
      what: `${product} makes no thumbnail for this kind of file; the file itself is fine.`,
      remedy: 'Try once more. If it fails again, copy the details and send them to the app developer.',
    },
    1062006: thumbnail,
    1062007: {
      title: 'Account changed during upload',
      what: `Another account started this upload, and ${product} does not let a second one continue it.`,
      remedy: 'Check which account is signed in.',
    },
    1062008: {
      title: 'File check failed',
      what: `${product} received something other than the original: a transfer error, or the file just changed.`,
      remedy: 'Close programs that edit it and choose it again.',
    },
    1062009: {
      title: 'File size does not match',
      what: `${product} received another size than announced; the file may have just changed.`,
      remedy: 'Close programs that edit it and choose it again.',
    },
    1062010: {
      title: 'File arrived incomplete',
      what: `${product} did not receive every part of the file.`,
      remedy: 'Retry.',
    },
    1062011: {
      title: 'More arrived than announced',
      what: `${product} received more parts than announced; the file may have just changed.`,
      remedy: 'Choose the file again.',
    },
    1062012: {
      title: 'File is being copied',
      what: `${product} is copying this file and can't handle it meanwhile.`,
      remedy: 'Try again in a few minutes.',
    },
    1062013: {
      title: 'Copying the file failed',
      what: `${product} could not copy the file; it may be damaged.`,
      remedy: 'Check that it opens on your computer and choose it again.',
    },
    1062014: {
      title: 'Instant upload not supported',
      what: `${product} does not allow skipping the upload of a file it already has.`,
      remedy: 'Retry.',
    },
    1062051: {
      title: 'Connection dropped during upload',
      what: `The connection to ${product} ended before the whole file had arrived.`,
      remedy: 'Check your network and retry.',
    },
    1062505: {
      title: 'Cloud storage holds too many items',
      what: `${product}'s limit of 400,000 files and folders has been reached.`,
      remedy: 'Delete what is no longer needed, or pick another place.',
    },
    1062506: {
      title: 'Folders are nested too deeply',
      what: `${product} allows 15 levels of folders, and this place is at the limit.`,
      remedy: 'Pick a place fewer levels down.',
    },
    1062507: {
      title: 'Folder holds too many items',
      what: `A folder in ${product} takes 1,500 items, and this one is full.`,
      remedy: 'Pick a document in another folder.',
    },
  } as const satisfies Record<keyof typeof mediaProblems, ProblemMessages>
}
