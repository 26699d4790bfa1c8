import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import type { Brand } from '../../contract/feishu/document-links.ts'
import type { FeishuFact } from '../../contract/own-api/feishu-facts.ts'
import { own } from '../../contract/own.ts'
import { text, type Reader } from './environment.ts'

/** What follows from an answer; `null`: nothing that the strict reading does not do anyway. */
type Consequence = FeishuFact | 'no-small-files-by-parts' | null

/** The questions of `npm run verify` from whose answers a setting follows, with all their answers (docs/verify.md). */
export const consequences: Readonly<Record<string, Readonly<Record<string, Consequence>>>> = {
  U8: {
    'of-the-part': null,
    'of-the-file': 'no-part-checksums',
    'not-checked': null,
    neither: 'no-part-checksums',
  },
  U9b: { tolerated: 'parts-side-by-side', refused: 'parts-one-by-one' },
  U13: { one: 'uploads-one-by-one', several: 'uploads-side-by-side' },
  U24: { answered: null, refused: 'no-empty-search' },
  U32a: { deleted: null, refused: 'no-edits-by-id', 'not-there': 'no-edits-by-id' },
  U34: { all: null, some: null, none: 'no-edits-by-id', 'not-there': 'no-edits-by-id' },
  U49: { taken: null, refused: 'no-small-files-by-parts' },
  U58: { 'in-a-view': null, bare: null, refused: 'no-file-blocks', 'not-bound': 'no-file-blocks' },
}

/** As much of verify-report.json as is read; whoever writes it by hand needs `questions` alone. */
const FactsFile = v.object({
  version: v.optional(v.literal(1)),
  against: v.optional(v.picklist(['feishu', 'lark', 'simulator'])),
  questions: v.array(v.object({ question: v.string(), answer: v.nullable(v.string()) })),
})
type FactsFile = v.InferOutput<typeof FactsFile>

interface KnownFacts {
  readonly facts: readonly FeishuFact[]
  /** As in `Configuration`. */
  readonly smallFilesByParts: boolean
}

/** Reads FEISHU_FACTS, and SMALL_FILES_BY_PARTS, which goes before it. */
export function readFacts(reader: Reader, brand: Brand): KnownFacts {
  const known = new Set(readReport(reader, brand))
  const usual = known.delete('no-small-files-by-parts') ? 'off' : 'auto'
  const given = text(reader.env, 'SMALL_FILES_BY_PARTS') ?? usual
  if (given !== 'auto' && given !== 'off') {
    reader.report('SMALL_FILES_BY_PARTS', `is "${given}"`, 'Write auto or off.')
  }
  return { facts: [...known].filter((each) => each !== 'no-small-files-by-parts'), smallFilesByParts: given === 'auto' }
}

const form = 'It is {"questions": [{"question": "U13", "answer": "several"}]}, or a whole verify-report.json.'

function readReport({ env, report }: Reader, brand: Brand): readonly Exclude<Consequence, null>[] {
  const given = text(env, 'FEISHU_FACTS')
  if (given === undefined) return []
  const path = resolve(given)
  const refuse = (wrong: string, remedy: string) => report('FEISHU_FACTS', `names ${path}, ${wrong}`, remedy)
  const file = readFile(path, refuse)
  if (!file) return []
  if (file.against === 'simulator') {
    refuse('a report made against the simulator', 'Run npm run verify against Feishu itself, or remove the variable.')
    return []
  }
  if (file.against !== undefined && file.against !== brand) {
    refuse(`which was made against ${file.against}`, 'Use a report of the service that FEISHU_BRAND names.')
    return []
  }
  return consequencesOf(file, refuse)
}

type Refuse = (wrong: string, remedy: string) => void

/** A whole report has some tens of KB. */
const mostBytes = 1024 * 1024

function readFile(path: string, refuse: Refuse): FactsFile | null {
  let content
  try {
    content = beginningOf(path)
  } catch {
    refuse('which cannot be read', 'Write the path of the verify-report.json that npm run verify wrote, or remove it.')
    return null
  }
  if (content.length > mostBytes) {
    refuse('which is too long', form)
    return null
  }
  let value: unknown
  try {
    value = JSON.parse(content.toString('utf8'))
  } catch {
    refuse('which is no JSON', form)
    return null
  }
  const parsed = v.safeParse(FactsFile, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  refuse(`which is no report of npm run verify (at ${v.getDotPath(issue) ?? 'its top'})`, form)
  return null
}

/** One byte more than is read of a report, if there are as many: a device or a pipe has no size to ask for. */
function beginningOf(path: string): Buffer {
  const bytes = Buffer.alloc(mostBytes + 1)
  const file = openSync(path, 'r')
  try {
    let length = 0
    let read
    do {
      read = readSync(file, bytes, length, bytes.length - length, null)
      length += read
    } while (read > 0)
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function consequencesOf({ version, questions }: FactsFile, refuse: Refuse): readonly Exclude<Consequence, null>[] {
  const answers = new Map<string, string>()
  return questions.flatMap(({ question, answer }) => {
    if (answer === null) return []
    const other = answers.get(question) ?? answer
    if (other !== answer) refuse(`where ${question} is answered "${other}" and "${answer}"`, 'Leave one of them.')
    answers.set(question, answer)
    const byAnswer = own(consequences, question)
    if (!byAnswer) {
      // A report has questions that no setting depends on. In a file written by hand (without a version) such a question is a mistake.
      if (version === undefined) {
        const useful = Object.keys(consequences).join(', ')
        refuse(`where ${question} is answered, from which nothing follows`, `Answer some of ${useful}.`)
      }
      return []
    }
    const consequence = own(byAnswer, answer)
    if (consequence === undefined) {
      const known = Object.keys(byAnswer).join(', ')
      refuse(`where ${question} is answered "${answer}"`, `Write ${known}, or leave the question out.`)
    }
    return consequence ?? []
  })
}
