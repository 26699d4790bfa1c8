import type { docxProblems } from '../../../../contract/problems/docx.ts'
import type { permissionProblems } from '../../../../contract/problems/permission.ts'
import type { wikiProblems } from '../../../../contract/problems/wiki.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const docxMessages = (product: string, meanings: Meanings) =>
  ({
    1770001: meanings.badCall,
    1770002: meanings.documentOrBlockGone,
    1770003: meanings.documentOrBlockGone,
    1770004: {
      title: 'Document is full',
      what: 'The document has reached its limit of content blocks.',
      remedy: 'Pick another document, or create a new one.',
    },
    1770005: {
      title: 'Document is nested too deeply',
      what: 'The content of this document is nested too deeply to add more.',
      remedy: 'Pick another document.',
    },
    1770006: meanings.badCall,
    1770007: {
      title: 'Too much on one level',
      what: 'This level of the document has reached its limit.',
      remedy: 'Pick another document, or create a new one.',
    },
    1770008: {
      title: 'File is too large for documents',
      what: `${product} does not put files of this size into documents.`,
      remedy: 'Compress or split it, then upload again.',
    },
    1770013: meanings.sentToElsewhere,
    1770014: meanings.badCall,
    1770015: meanings.badCall,
    1770019: meanings.badCall,
    1770020: {
      title: 'Document is being copied',
      what: `${product} is making a copy of this document, and it can't be edited meanwhile.`,
      remedy: 'Wait for the copy or pick another document.',
    },
    1770021: {
      title: 'Document changed a lot',
      what: `The document has changed so much that ${product} did not accept this edit.`,
      remedy: 'Copy the details to report it.',
    },
    1770022: meanings.badCall,
    1770024: meanings.badCall,
    1770025: meanings.badCall,
    1770028: meanings.notInsertable,
    1770029: meanings.notInsertable,
    1770030: meanings.notInsertable,
    1770031: meanings.badCall,
    1770032: meanings.noEditRight,
    1770033: meanings.batchTooBig,
    1770034: meanings.batchTooBig,
    1770035: meanings.batchTooBig,
    1770036: {
      title: 'Folder is busy',
      what: `Another document is being created in this folder, and ${product} takes one at a time.`,
      remedy: 'Try again in a few minutes.',
    },
    1770037: {
      title: 'Folder is full',
      what: 'This folder has reached its limit.',
      remedy: 'Pick another folder.',
    },
    1770038: {
      title: `${product} can't find the upload`,
      what: `The file was uploaded, but ${product} can't find it, or will not use it in this document.`,
      remedy: 'Retry.',
    },
    1770039: {
      title: 'Folder not found',
      what: `${product} can't find this folder; it may have been deleted.`,
      remedy: 'Pick another folder.',
    },
    1770040: {
      title: 'No permission to edit the folder',
      what: 'Your account is not allowed to create documents in this folder.',
      remedy: "Ask the folder's owner for edit access, or pick another folder.",
    },
    1770041: meanings.badCall,
    1771001: meanings.internalError,
    1771002: meanings.internalError,
    1771003: meanings.internalError,
    1771004: meanings.internalError,
    1771005: {
      title: `${product} is under maintenance`,
      what: `The ${product} document service is under maintenance and takes no edits.`,
      remedy: 'Wait until the maintenance is over.',
    },
    1771006: {
      title: 'Document could not be placed in folder',
      what: `${product} could not put the document into that folder, which may really be a wiki page.`,
      remedy: 'Pick another folder.',
    },
  }) as const satisfies Record<keyof typeof docxProblems, ProblemMessages>

const wikiMessages = (product: string, meanings: Meanings) =>
  ({
    131001: meanings.busy,
    131002: meanings.badCall,
    131003: {
      title: 'Wiki is full',
      what: 'This wiki has reached its limit of pages or levels.',
      remedy: 'Pick another wiki, or another parent page.',
    },
    131004: {
      title: 'Wiki does not know your account',
      what: `The ${product} wiki does not recognise your account.`,
      remedy: `Sign in again. If it keeps failing, copy the details for ${product} support.`,
    },
    131005: {
      title: 'Wiki page not found',
      what: `${product} can't find this wiki page; it may have been deleted or moved.`,
      remedy: 'Check that the link is complete, or pick another page.',
    },
    131006: {
      title: 'No access to the wiki page',
      what: 'Your account is not allowed to open this wiki page.',
      remedy: 'Ask the page owner or a wiki administrator for edit access, or pick another document.',
    },
    131007: {
      title: 'Wiki had an internal error',
      what: `The ${product} wiki failed on this request, and trying again rarely helps.`,
      remedy: `Copy the details for ${product} support, or pick another document for now.`,
    },
    131009: meanings.busy,
    131010: meanings.badCall,
  }) as const satisfies Record<keyof typeof wikiProblems, ProblemMessages>

const permissionMessages = (product: string, meanings: Meanings) =>
  ({
    970002: {
      title: `${product} can't look this up`,
      what: "Titles and permissions of this kind of document can't be read, and it takes no files.",
      remedy: 'Pick a new-style document.',
    },
    970003: meanings.noViewRight,
    970005: meanings.documentGone,
    1063001: {
      title: 'Link and document do not match',
      what: 'The document does not exist, or is of another kind than its link says.',
      remedy: `Open the document in ${product} and copy its link again.`,
    },
    1063002: meanings.noViewRight,
    1063003: {
      title: 'Company policy forbids this',
      what: "Your company's policy does not allow this with the document.",
      remedy: 'Ask your administrator, or pick another document.',
    },
    1063004: {
      title: 'No permission to share',
      what: 'Your account is not allowed to share this document.',
      remedy: 'Ask the document owner for access, or pick another document.',
    },
    1063005: meanings.documentGone,
    1063006: meanings.busy,
    1066001: meanings.internalError,
    1066002: meanings.busy,
    1069701: meanings.staleToken,
    1069704: meanings.busy,
  }) as const satisfies Record<keyof typeof permissionProblems, ProblemMessages>

/** Documents, wiki pages, and looking them up. */
export const documentMessages = (product: string, meanings: Meanings) => ({
  ...docxMessages(product, meanings),
  ...wikiMessages(product, meanings),
  ...permissionMessages(product, meanings),
})
