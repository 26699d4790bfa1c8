import { adler32 } from '../../../contract/feishu/drive/adler32.ts'
import {
  readPrepared,
  readUploaded,
  uploadFinishRequest,
  uploadPartRequest,
  uploadPrepareRequest,
  type PreparedUpload,
} from '../../../contract/feishu/drive/media.ts'
import { usualPartBytes } from '../../../contract/feishu/limits.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { must, type Doors } from '../../doors.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { addUploadBlock, codeText } from './media.ts'
import { filler } from '../samples.ts'

/** Of the second part. */
const restBytes = 5000

interface Begun extends PreparedUpload {
  /** A part with its checksum, or with another. */
  readonly part: (seq: number, checksum?: number) => ReturnType<typeof uploadPartRequest>
  readonly whole: Uint8Array<ArrayBuffer>
}

/** Begins a file of two parts, a whole one and a small one, whatever the size of parts is. */
async function begin(doors: Doors): Promise<Begun> {
  const { point } = await addUploadBlock(doors)
  const prepare = async (sizeBytes: number) =>
    must(readPrepared(await doors.call(uploadPrepareRequest({ fileName: 'verify.bin', point, sizeBytes }))))
  const usual = await prepare(usualPartBytes + restBytes)
  const prepared = usual.parts === 2 ? usual : await prepare(usual.partBytes + restBytes)
  const whole = filler(prepared.partBytes + restBytes)
  const part: Begun['part'] = (seq, checksum) => {
    const bytes = whole.subarray(seq * prepared.partBytes, (seq + 1) * prepared.partBytes)
    const { uploadId } = prepared
    return uploadPartRequest({ uploadId, seq, bytes: new Blob([bytes]), checksum: String(checksum ?? adler32(bytes)) })
  }
  return { ...prepared, part, whole }
}

export const smallByParts = defineExperiment({
  question: 'U49',
  title: 'Can a file that upload_all takes too be sent in parts?',
  answers: {
    taken: { says: 'it can', means: 'Small files go both ways, ten a second instead of five (SMALL_FILES_BY_PARTS).' },
    refused: {
      says: 'it is refused',
      means: 'FEISHU_FACTS or SMALL_FILES_BY_PARTS=off says so; pages would find out by themselves.',
    },
  },
  expected: 'taken',
  callsAtMost: 5,
  uploadsAtMost: 3,
  needs: ['document'],
  async run(doors) {
    const { point } = await addUploadBlock(doors)
    const bytes = filler(restBytes)
    const prepare = await doors.call(
      uploadPrepareRequest({ fileName: 'verify-small.bin', point, sizeBytes: restBytes }),
    )
    const prepared = readPrepared(prepare)
    if (!prepared.ok) return answered('refused', `prepare: ${codeText(prepare)}`)
    const { uploadId } = prepared.data
    const part = await doors.call(
      uploadPartRequest({ uploadId, seq: 0, bytes: new Blob([bytes]), checksum: String(adler32(bytes)) }),
    )
    const finish = await doors.call(uploadFinishRequest(uploadId, 1))
    const details = `part: ${codeText(part)}; finish: ${codeText(finish)}`
    return answered(part.code === 0 && readUploaded(finish).ok ? 'taken' : 'refused', details)
  },
})

export const partSize = defineExperiment({
  question: 'W5',
  title: 'How large are the parts of a large file?',
  answers: {
    usual: { says: '4 MB each', means: 'Speed and progress are as measured.' },
    otherwise: {
      says: 'of another size',
      means: 'The product takes the size that is answered; times of large files differ.',
    },
  },
  expected: 'usual',
  callsAtMost: 4,
  uploadsAtMost: 2,
  needs: ['document'],
  async run(doors) {
    const { partBytes, parts } = await begin(doors)
    const details = `${partBytes} bytes; ${parts} of them for ${partBytes + restBytes} bytes`
    return answered(partBytes === usualPartBytes ? 'usual' : 'otherwise', details)
  },
})

export const partChecksum = defineExperiment({
  question: 'U8',
  title: "Is upload_part's checksum that of the part or of the file?",
  answers: {
    'of-the-part': { says: 'of the part', means: 'As sent.' },
    'of-the-file': {
      says: 'of the file',
      means: 'Large files are refused with a checksum; FEISHU_FACTS leaves it out.',
    },
    'not-checked': { says: 'it is not checked', means: 'A checksum protects nothing there.' },
    neither: { says: 'neither is taken', means: 'FEISHU_FACTS leaves the checksum out.' },
  },
  expected: 'of-the-part',
  callsAtMost: 6,
  uploadsAtMost: 4,
  needs: ['document'],
  async run(doors) {
    const { part, whole } = await begin(doors)
    const ofTheFile = await doors.call(part(0, adler32(whole)))
    const ofThePart = await doors.call(part(0))
    const details = `of the file: ${codeText(ofTheFile)}; of the part: ${codeText(ofThePart)}`
    if (ofThePart.code === 0) return answered(ofTheFile.code === 0 ? 'not-checked' : 'of-the-part', details)
    return answered(ofTheFile.code === 0 ? 'of-the-file' : 'neither', details)
  },
})

export const partsRepeated = defineExperiment({
  question: 'U9a',
  title: 'May parts come out of order, and one of them twice?',
  answers: {
    harmless: { says: 'both, and the file is made', means: 'A part whose answer was lost is sent again without harm.' },
    refused: { says: 'not both', means: 'A lost answer restarts a large file from its first byte: tell us.' },
  },
  expected: 'harmless',
  callsAtMost: 8,
  uploadsAtMost: 6,
  needs: ['document'],
  async run(doors) {
    const { part, parts, uploadId } = await begin(doors)
    if (parts !== 2) return notDecided(`there are ${parts} parts`)
    const codes: string[] = []
    for (const [what, seq] of [
      ['the second part first', 1],
      ['the first one', 0],
      ['the first one again', 0],
    ] as const) {
      const answer = await doors.call(part(seq))
      if (answer.code !== 0) codes.push(`${what}: ${codeText(answer)}`)
    }
    const finish = await doors.call(uploadFinishRequest(uploadId, parts))
    if (finish.code !== 0) codes.push(`finish: ${codeText(finish)}`)
    return codes.length === 0 && readUploaded(finish).ok ? answered('harmless') : answered('refused', codes.join('; '))
  },
})

/** Tries; the first may miss the other by chance. */
const tries = 3

export const partsSideBySide = defineExperiment({
  question: 'U9b',
  title: 'May two parts of a file come side by side?',
  answers: {
    tolerated: { says: 'they may', means: 'Parts go side by side as fast as the rate allows.' },
    refused: { says: 'one of them is refused', means: 'Parts go one after another, as the window finds out.' },
  },
  expected: null,
  callsAtMost: 4 + 2 * tries,
  uploadsAtMost: 2 + 2 * tries,
  needs: ['document'],
  async run(doors) {
    const { part } = await begin(doors)
    for (let at = 1; at <= tries; at += 1) {
      await doors.wait(1500)
      const answers = await Promise.all([0, 0].map((seq) => doors.call(part(seq), 'at-once')))
      const refused = answers.find(({ code }) => code !== 0)
      if (refused?.code === feishuCodes.uploadsAtOnce) return answered('refused', `${codeText(refused)} in try ${at}`)
      if (refused) return notDecided(`one of them is answered ${codeText(refused)}`)
    }
    return answered('tolerated', `${tries} times two`)
  },
})
