import type { CommandLine } from './command-line.ts'
import type { AnyExperiment } from './experiment.ts'
import { wholeAllowance } from './run/verify.ts'

/** What the run will do, and what others will see of it: said before the first call. */
export function planText(
  { folder, document, sheet, base }: CommandLine,
  experiments: readonly AnyExperiment[],
): string {
  const { calls, uploads } = wholeAllowance(experiments)
  const writes = [
    ...(folder ? ['makes a folder with a document and a sheet in the folder that you named'] : []),
    ...(document ? ['writes blocks at the end of your document, and takes them out again'] : []),
    ...(sheet ? ['writes pictures into the last 20 rows of the first tab of your sheet, and empties them again'] : []),
    ...(base ? ['makes a few records in your base, and deletes them again'] : []),
  ]
  return [
    `${experiments.length} questions by at most ${calls} calls, of which at most ${uploads} are uploads (of the 10 000 that Feishu`,
    'allows your company a day). It asks for nothing else, and changes nothing that it did not make. It',
    ...writes.map((each) => `  - ${each}`),
    'People who see these places see that happen. Ctrl+C ends it at any moment and removes what was made.',
  ].join('\n')
}
