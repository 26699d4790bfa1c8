import type { importProblems } from '../../../../contract/problems/import.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function importMessages(product: string, meanings: Meanings) {
  const meant = {
    sourceGone: {
      title: 'Source of the import has expired',
      what: 'The uploaded file is kept for 5 minutes only, and they are over.',
      remedy: 'Retry.',
    },
    wrongFormat: {
      title: 'File and import type do not match',
      what: "The file's extension or content does not go with the chosen kind of document.",
      remedy: "Check the file's extension, or import it as another kind.",
    },
    tooLarge: {
      title: 'File is too large to import',
      what: 'The file is larger than an import of this format takes.',
      remedy: 'Split it and import again, or upload it as an attachment.',
    },
    tooMuch: {
      title: 'Too much content to import',
      what: 'The file holds more, or deeper nested, content than an online document takes.',
      remedy: 'Split it and import again, or upload it as an attachment.',
    },
    folderForbids: {
      title: "Can't import into this folder",
      what: 'The folder does not exist, or your account may not create documents in it.',
      remedy: "Ask the folder's owner for access, or pick another folder.",
    },
    folderGone: {
      title: 'Folder of the import not found',
      what: `${product} can't find the folder to import into; it may have been deleted.`,
      remedy: 'Pick another folder.',
    },
    folderFull: {
      title: 'Folder of the import is full',
      what: 'The folder to import into holds too much.',
      remedy: 'Pick another folder.',
    },
    encrypted: {
      title: 'File is encrypted',
      what: "An encrypted file can't become an online document.",
      remedy: 'Remove its password and import again, or upload it as an attachment.',
    },
    unsupported: {
      title: 'Format is not importable',
      what: `${product} can't turn this kind of file into an online document.`,
      remedy: 'Save it in a supported format and import again, or upload it as an attachment.',
    },
    damaged: {
      title: 'File is damaged',
      what: `${product} can't read the content of this file.`,
      remedy: 'Save it anew in the program it comes from, then import the new file.',
    },
    storageFull: {
      title: 'Company storage has no room left',
      what: 'Your company has not enough storage for the imported document.',
      remedy: 'Ask your administrator to free or add storage, then retry.',
    },
    tooSlow: {
      title: 'Import took too long',
      what: `${product} did not finish the import in time.`,
      remedy: 'Split the file.',
    },
    beingCopied: {
      title: 'Source is being copied',
      what: "A copy of the source is being made, so it can't be imported yet.",
      remedy: 'Try again in a few minutes.',
    },
  } as const satisfies Readonly<Record<string, ProblemMessages>>
  return {
    1069901: meanings.internalError,
    1069902: meanings.noEditRight,
    1069903: meanings.internalError,
    1069904: meant.wrongFormat,
    1069905: meanings.internalError,
    1069906: meanings.documentGone,
    1069907: meant.sourceGone,
    1069908: meant.folderForbids,
    1069909: meant.tooLarge,
    1069910: meant.wrongFormat,
    1069911: meant.wrongFormat,
    1069912: meant.folderGone,
    1069913: meant.sourceGone,
    1069914: meant.sourceGone,
    1069923: meanings.busy,
    'import-3': meanings.internalError,
    'import-100': meant.encrypted,
    'import-101': meanings.internalError,
    'import-102': meanings.internalError,
    'import-103': meanings.internalError,
    'import-104': meant.storageFull,
    'import-105': meant.folderFull,
    'import-106': meanings.internalError,
    'import-108': meant.tooSlow,
    'import-109': meanings.internalError,
    'import-110': meant.folderForbids,
    'import-112': meant.unsupported,
    'import-113': meant.unsupported,
    'import-114': meanings.internalError,
    'import-115': meant.tooLarge,
    'import-116': meant.folderForbids,
    'import-117': meant.folderGone,
    'import-118': meant.wrongFormat,
    'import-119': meant.folderGone,
    'import-120': meant.wrongFormat,
    'import-121': meant.sourceGone,
    'import-122': meant.beingCopied,
    'import-129': meant.damaged,
    'import-5000': meanings.internalError,
    'import-7000': meant.tooMuch,
    'import-7001': meant.tooMuch,
    'import-7002': meant.tooMuch,
  } as const satisfies Record<keyof typeof importProblems, ProblemMessages>
}
