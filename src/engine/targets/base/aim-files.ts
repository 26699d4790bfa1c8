import type { RecordId } from '../../../contract/feishu/ids.ts'
import type { Target, BaseTarget } from '../target.ts'
import type { NamedRecord, RecordsByName } from './records-by-name.ts'

/** A table whose records are found by the names of files. */
export type MatchedTarget = BaseTarget & { readonly into: { readonly is: 'matched'; readonly byField: string } }

export function isMatched(target: Target): target is MatchedTarget {
  return target.is === 'base' && target.into.is === 'matched'
}

interface Named {
  readonly name: string
}

/** A file, and the record that it would go to. */
export interface AimedFile<File> {
  readonly file: File
  readonly record: NamedRecord | null
  /** How the record was found; null when it was not. */
  readonly by: 'name' | 'number' | 'hand' | null
  /** The numbers at the end of its name, if it was found without them. */
  readonly numbers: readonly number[]
}

interface AimRules<File> {
  /** Whether a number at the end of a name may be left away. */
  readonly withoutNumbers: boolean
  /** Names of records that a person has given for files. */
  readonly byHand: ReadonlyMap<File, string>
}

/** Finds the record of each file. */
export function aimFiles<File extends Named>(
  files: readonly File[],
  records: RecordsByName,
  { withoutNumbers, byHand }: AimRules<File>,
): readonly AimedFile<File>[] {
  return files.map((file) => {
    const picked = records.find(byHand.get(file) ?? '')
    if (picked) return { file, record: picked, by: 'hand', numbers: [] }
    const named = records.find(file.name)
    if (named) return { file, record: named, by: 'name', numbers: [] }
    const numbered = withoutNumbers ? records.findNumbered(file.name) : null
    return numbered ? { file, ...numbered, by: 'number' } : { file, record: null, by: null, numbers: [] }
  })
}

/** Files that go to one target. */
export interface FilesFor<File> {
  readonly files: readonly File[]
  readonly target: BaseTarget
}

/**
 * Targets for files whose records a person has seen: files of one record in the order of their numbers, those without a record in
 * records of their own, or nowhere.
 */
export function targetsOfAimed<File>(
  aimed: readonly AimedFile<File>[],
  target: MatchedTarget,
  rest: 'new' | 'left-out',
): readonly FilesFor<File>[] {
  const { byField } = target.into
  const together = recordsWithSeveral(aimed)
  const isTogether = ({ record }: AimedFile<File>) => record !== null && together.has(record.recordId)
  const groups: readonly FilesFor<File>[] = [
    { files: filesOf(aimed.filter((each) => each.by === 'name' && !isTogether(each))), target },
    ...[...together.values()].map(({ recordId, text }) => ({
      files: filesOf(aimed.filter(({ record }) => record?.recordId === recordId).toSorted(byNumbers)),
      target: { ...target, into: { is: 'record', recordId, name: text } as const },
    })),
    {
      files: rest === 'new' ? filesOf(aimed.filter(({ record }) => record === null)) : [],
      target: { ...target, into: { is: 'new', nameField: byField } },
    },
  ]
  return groups.filter(({ files }) => files.length > 0)
}

/**
 * The same files as a person should see them: those to look at first (without a record, or named by hand), then those of records
 * that take several, in their future order there, then the others.
 */
export function inOrderToShow<File>(aimed: readonly AimedFile<File>[]): readonly AimedFile<File>[] {
  const together = [...recordsWithSeveral(aimed).keys()]
  const rankOf = ({ record, by }: AimedFile<File>) => {
    if (by === null || by === 'hand') return -1
    const at = record ? together.indexOf(record.recordId) : -1
    return at < 0 ? together.length : at
  }
  const ranked = new Map(aimed.map((each) => [each, rankOf(each)]))
  const rank = (each: AimedFile<File>) => ranked.get(each) ?? 0
  return aimed.toSorted((one, other) => rank(one) - rank(other) || (rank(one) < 0 ? 0 : byNumbers(one, other)))
}

/** Records that files go to by more than their name: what goes there needs an order. */
function recordsWithSeveral(aimed: readonly AimedFile<unknown>[]): ReadonlyMap<RecordId, NamedRecord> {
  return new Map(aimed.flatMap(({ record, by }) => (record && by !== 'name' ? [[record.recordId, record]] : [])))
}

function filesOf<File>(aimed: readonly AimedFile<File>[]): readonly File[] {
  return aimed.map(({ file }) => file)
}

/** `SKU-001`, `SKU-001_2`, `SKU-001_2 (1)`, `SKU-001_3`. */
function byNumbers(one: Pick<AimedFile<unknown>, 'numbers'>, other: Pick<AimedFile<unknown>, 'numbers'>): number {
  const at = one.numbers.findIndex((number, index) => number !== other.numbers[index])
  if (at < 0) return one.numbers.length - other.numbers.length
  return (one.numbers[at] ?? 0) - (other.numbers[at] ?? -1)
}
