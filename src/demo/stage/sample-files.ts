import { stagePaths, type SampleFile } from '../shared/protocol.ts'

const largeBytes = 24 * 1024 * 1024

/** How often samples were added: names of later ones differ, so that nobody is asked about duplicates. */
let round = 0

/** The samples as files, with names that were not used before. */
export async function fetchSamples(samples: readonly SampleFile[]): Promise<readonly File[]> {
  round += 1
  const ending = round === 1 ? '' : `-${round}`
  return Promise.all(
    samples.map(async ({ name, type }) => {
      const bytes = await (await fetch(stagePaths.samples + encodeURIComponent(name))).arrayBuffer()
      const marked = name.replace(/(\.\w+)$/, `${ending}$1`)
      return new File([bytes], marked, { type })
    }),
  )
}

/** A file that goes in parts: its bytes are numbers, made here. */
export function largeFile(): File {
  round += 1
  const numbers = Uint32Array.from({ length: largeBytes / 4 }, (_, at) => at * 2_654_435_761 + round)
  return new File([numbers], `recording-${round}.bin`, { type: 'application/octet-stream' })
}
