import type { sheetsProblems } from '../../../../contract/problems/sheets.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function sheetsMessages(product: string, meanings: Meanings) {
  const meant = {
    sheetGone: {
      title: 'Sheet not found',
      what: `${product} can't find this sheet in the spreadsheet; it may have been deleted.`,
      remedy: 'Open the spreadsheet and have a look, or choose a sheet again.',
    },
    cellGone: {
      title: 'Cell is not in the sheet',
      what: 'The cell for this picture lies outside the sheet.',
      remedy: 'Choose another start cell, or add rows and columns to the sheet.',
    },
    lockedCell: {
      title: 'Cell is protected',
      what: 'This cell is in a protected range that your account may not change.',
      remedy: 'Ask the owner of the sheet, or choose another start cell.',
    },
    sheetBusy: {
      title: 'Spreadsheet is busy',
      what: 'The spreadsheet is still working on an earlier write.',
      remedy: 'Try again in a few minutes.',
    },
    sheetFull: {
      title: 'Spreadsheet is full',
      what: 'The spreadsheet has reached its limit, which for pictures is 4,000.',
      remedy: 'Pick another spreadsheet.',
    },
    pictureTooLarge: {
      title: 'Picture is too large',
      what: 'The picture is larger than a spreadsheet takes at once.',
      remedy: 'Put it into a document, or compress it and upload it again.',
    },
    pictureStands: {
      title: 'Picture is there already',
      what: 'This picture was put into the sheet before.',
      remedy: 'Open the spreadsheet and have a look.',
    },
    notOfSheet: {
      title: 'Picture is not of this spreadsheet',
      what: `${product} says this picture was not uploaded into this spreadsheet.`,
      remedy: 'Retry.',
    },
  } as const satisfies Readonly<Record<string, ProblemMessages>>
  return {
    90202: meant.cellGone,
    90204: meanings.badCall,
    90211: meant.sheetGone,
    90212: meant.cellGone,
    90213: meanings.noEditRight,
    90214: meanings.documentGone,
    90215: meant.sheetGone,
    90217: meant.sheetBusy,
    90218: meant.lockedCell,
    90226: meant.sheetFull,
    90227: meant.pictureTooLarge,
    90235: meant.sheetBusy,
    90242: meant.sheetBusy,
    1310202: meant.cellGone,
    1310211: meant.sheetGone,
    1310213: meanings.noEditRight,
    1310214: meanings.documentGone,
    1310215: meant.sheetGone,
    1310217: meant.sheetBusy,
    1310218: meant.lockedCell,
    1310226: meant.sheetFull,
    1310229: meanings.badCall,
    1310235: meant.sheetBusy,
    1310242: meant.sheetBusy,
    1310243: meanings.badCall,
    1310244: meant.pictureStands,
    1310245: meant.notOfSheet,
    1310246: meanings.badCall,
    1310247: meant.sheetFull,
    1310249: meanings.documentGone,
    1310251: meanings.badCall,
    1315201: meanings.internalError,
    1315203: meanings.internalError,
    1315210: meanings.internalError,
  } as const satisfies Record<keyof typeof sheetsProblems, ProblemMessages>
}
