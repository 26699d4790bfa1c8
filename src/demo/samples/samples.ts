import type { SampleFile } from '../shared/protocol.ts'
import { chime, pdf } from './documents.ts'
import { film } from './film.ts'
import { chart, landscape, rings } from './pictures.ts'

interface Sample extends SampleFile {
  readonly make: () => Buffer
}

const png = 'image/png'

/** What one click puts into the queue, in this order: made here, free of anybody's rights. */
const samples: readonly Sample[] = [
  { name: '01-morning.png', type: png, make: () => landscape(0) },
  { name: '02-evening.png', type: png, make: () => landscape(1) },
  { name: '03-growth-chart.png', type: png, make: () => chart(1) },
  { name: '04-meadow.png', type: png, make: () => landscape(2) },
  { name: '05-poster.png', type: png, make: () => rings(1) },
  {
    name: '06-launch-plan.pdf',
    type: 'application/pdf',
    make: () => pdf('Launch plan', ['1. Collect the pictures', '2. Drop them on the page', '3. Read the document']),
  },
  {
    name: '07-figures.csv',
    type: 'text/csv',
    make: () => Buffer.from('month,visitors\n2026-01,1200\n2026-02,1540\n2026-03,1990\n'),
  },
  {
    name: '08-notes.txt',
    type: 'text/plain',
    make: () => Buffer.from('会议纪要 · Notes\n\n- 素材齐全 · All is there\n'),
  },
  { name: '09-chime.wav', type: 'audio/wav', make: chime },
  { name: '10-sunrise.mp4', type: 'video/mp4', make: film },
]

export const sampleFiles: readonly SampleFile[] = samples.map(({ name, type }) => ({ name, type }))

const made = new Map<string, Buffer>()

/** The bytes of a sample; undefined when there is none of this name. */
export function sampleBytes(name: string): { readonly type: string; readonly bytes: Buffer } | undefined {
  const sample = samples.find((each) => each.name === name)
  if (!sample) return undefined
  const bytes = made.get(name) ?? sample.make()
  made.set(name, bytes)
  return { type: sample.type, bytes }
}
