import { defineExperiment, forAPerson, notDecided, type AnyExperiment } from '../experiment.ts'

function undecided(question: string, title: string, why: string): AnyExperiment {
  const run = () => Promise.resolve(notDecided(why))
  return defineExperiment({ question, title, answers: {}, expected: null, callsAtMost: 0, needs: [], run })
}

const callsOfOthers = 'only other programs make these calls, and this one calls nothing that the uploader does not'

/** Questions that no experiment of ten minutes decides, with what would. */
export const notByAProgram: readonly AnyExperiment[] = [
  undecided(
    'U18',
    'When are uploaded media removed that no block shows?',
    'it takes days; the product never relies upon it',
  ),
  undecided('U35', 'Is there a call that adds an attachment to a cell?', 'none is documented; ask Feishu’s support'),
  undecided(
    'U37',
    'Is there a call that writes a picture only into an empty cell?',
    'none is documented; ask Feishu’s support',
  ),
  undecided(
    'U43',
    "When do a month's calls start again, and with which status comes the code?",
    'using up the month would stop the whole company; its number stands in the developer console',
  ),
  undecided(
    'U45',
    'Where is the H5 JS SDK for Lark, and what does it need?',
    'only an app of Lark shows it; CLIENT_SDK_URL names an address',
  ),
  undecided(
    'U46',
    'What is fail of requestAccess called with?',
    'only Feishu’s own app calls it: open the uploader there, from an address that is not registered',
  ),
  undecided(
    'U47',
    'Is a code of the bridge refused with a verifier, one of the consent page without, and do second windows open in the sidebar?',
    'the first and the last only Feishu’s own app shows, and the product needs neither; for the second, exchange a code of the consent page without code_verifier: it must answer 20049',
  ),
  undecided('U50', 'What do convert, raw_content and docs/v1/content really answer?', callsOfOthers),
  undecided('U51', 'With which codes are nested blocks refused?', callsOfOthers),
  undecided('U52', 'What do the commands of docs_ai with content do?', callsOfOthers),
  undecided(
    'U54',
    'How do the sign-ins before v2 answer?',
    'the product does not use them; only the simulator imitates them, for identity products',
  ),
  undecided(
    'U55',
    'What do temporary links answer when they are wrong or over?',
    'the product asks for none; one that is over is a day old',
  ),
  undecided(
    'U56',
    'Does an import say that it succeeded before its document exists?',
    'it would have to be looked at in that moment; without a token an import counts as running, so that either is well',
  ),
  undecided(
    'U57',
    'Which code refuses a page size that is too large, and how does the older list of records show numbers?',
    'the product asks for documented sizes and does not use that list',
  ),
  undecided(
    'U60',
    'Is a repeat of an event signed anew?',
    'only a store app whose address refuses an event for hours shows it: compare X-Lark-Request-Timestamp of the pushes',
  ),
  undecided(
    'U61',
    'Which code answers a wrong app_ticket, and does an older one stay good?',
    'only a store app has one: exchange a made-up one, and the one before last',
  ),
  undecided(
    'U62',
    'Which code answers for a company without the store app?',
    'only a store app shows it: ask for the token of a company that has removed it',
  ),
  undecided(
    'U63',
    'Which events are pushed when a company removes and installs the app again?',
    'only a second company shows it: the log names each change',
  ),
  undecided('U64', 'What are the settings of sharing of a new document?', callsOfOthers),
  undecided('U65', 'What does an export tell before its file exists, and once that is over?', callsOfOthers),
  undecided('U66', 'Which codes refuse moves and copies of wiki pages, and what is copied?', callsOfOthers),
  undecided(
    'U67',
    'Are repeats of an event encrypted with the Encrypt Key of that moment?',
    'only a store app shows it whose address refuses an event while its key is changed in the console',
  ),
  undecided(
    'U68',
    'Does user_info always name the company?',
    'only a store app needs it, and its own sign-in shows it: somebody without a company is refused',
  ),
  undecided('U69', 'Which codes answer calls about comments, and how are they listed?', callsOfOthers),
  defineExperiment({
    question: 'U39',
    title: 'How does a link name a block, a cell, a record?',
    answers: {},
    expected: null,
    callsAtMost: 0,
    needs: ['document'],
    run: () =>
      Promise.resolve(
        forAPerson(
          'In the document, the sheet and the base, choose "copy link" of a block, of a cell and of a record: what stands behind the address of the document? The product writes # and the block’s id, ?sheet= and ?table=.',
        ),
      ),
  }),
]
