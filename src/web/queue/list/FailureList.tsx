import { useId, useMemo, useRef } from 'react'
import type { Cause } from '../../../engine/queue/uploads.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import { useFailureGroups, type FailureGroup } from '../failures/failure-groups.ts'
import type { OpenWhys } from '../failures/use-whys.ts'
import { GroupHeading } from '../failures/GroupHeading.tsx'
import { UploadRow, type RowSurroundings } from '../row/UploadRow.tsx'
import { RowItem } from './RowItem.tsx'
import { rowsWithoutWindow } from './UploadList.tsx'
import { headingOf, useRowWindow } from './use-row-window.ts'
import styles from './UploadList.module.css'

interface FailureListProps {
  readonly causes: readonly Cause[]
  /** Part of a file's name; empty for all. */
  readonly text: string
  readonly surroundings: RowSurroundings
  readonly open: OpenWhys
  /** Whether the first heading takes the focus as it appears; called once. */
  readonly takesFocus: () => boolean
}

/** Failed files as a list of tasks: below each cause, with what to do about it, its files. */
export function FailureList({ causes, text, surroundings, open, takesFocus }: FailureListProps) {
  const groups = useFailureGroups(surroundings.uploads, causes, text)
  const rowsOf = useRowsOf(groups, surroundings)
  const files = groups.reduce((sum, { ids }) => sum + ids.length, 0)
  const List = files + groups.length > rowsWithoutWindow ? VirtualGroups : AllGroups
  return <List groups={groups} surroundings={surroundings} rowsOf={rowsOf} open={open} takesFocus={takesFocus} />
}

/** The heading says cause and document for all rows below. The same object for the same document, so that rows do not render again. */
function useRowsOf(groups: readonly FailureGroup[], surroundings: RowSurroundings) {
  const targetKeys = [...new Set(groups.map(({ cause }) => targetKeyOf(cause.target)))].join('\n')
  return useMemo(() => {
    const byTarget = new Map(
      targetKeys
        .split('\n')
        .map((key): [string, RowSurroundings] => [key, { ...surroundings, currentTargetKey: key, isCauseSaid: true }]),
    )
    return ({ cause }: FailureGroup) => byTarget.get(targetKeyOf(cause.target)) ?? surroundings
  }, [targetKeys, surroundings])
}

interface GroupsProps extends Pick<FailureListProps, 'surroundings' | 'open' | 'takesFocus'> {
  readonly groups: readonly FailureGroup[]
  readonly rowsOf: (group: FailureGroup) => RowSurroundings
}

function AllGroups({ groups, surroundings, rowsOf, open, takesFocus }: GroupsProps) {
  const id = useId()
  return groups.map((group, at) => (
    <div key={group.key} role="group" aria-labelledby={`${id}-${at}`}>
      <GroupHeading id={`${id}-${at}`} group={group} list={surroundings} takesFocus={at === 0 ? takesFocus : never} />
      <ul aria-labelledby={`${id}-${at}`} className={styles['list']}>
        {group.ids.map((job) => (
          <RowItem key={job} id={job}>
            <UploadRow id={job} surroundings={rowsOf(group)} why={open.get(job)} />
          </RowItem>
        ))}
      </ul>
    </div>
  ))
}

/** Headings and rows are items of one virtual list; each group is as high as all of its rows, so that its heading can stick. */
function VirtualGroups({ groups, surroundings, rowsOf, open, takesFocus }: GroupsProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const { keys, headings } = useMemo(() => itemsOf(groups), [groups])
  const { virtualizer, offset, onFocus } = useRowWindow({ list, keys, headings, keyOf: itemOf })
  const items = virtualizer.getVirtualItems()
  // Read after the items, which bring it up to date.
  const { measureElement, measurementsCache: places } = virtualizer
  const shown = [...new Set(items.map(({ index }) => headingOf(headings, index)))]
  return (
    <div ref={list} className={styles['window']} style={{ blockSize: virtualizer.getTotalSize() }} onFocus={onFocus}>
      {shown.map((at) => {
        const group = groups[at]
        const headingAt = headings[at] ?? 0
        const [first, last] = [places[headingAt], places[headingAt + (group?.ids.length ?? 0)]]
        if (!group || !first || !last) return null
        const rows = items.filter(({ index }) => index > headingAt && index <= headingAt + group.ids.length)
        return (
          <div
            key={group.key}
            role="group"
            aria-labelledby={`${id}-${at}`}
            className={styles['group']}
            // Not by a transform: `position: sticky` ignores transforms, and the heading would stick in the wrong place.
            style={{ insetBlockStart: first.start - offset, blockSize: last.end - first.start }}
          >
            <GroupHeading
              ref={measureElement}
              id={`${id}-${at}`}
              index={headingAt}
              group={group}
              list={surroundings}
              takesFocus={at === 0 ? takesFocus : never}
            />
            <ul aria-labelledby={`${id}-${at}`}>
              {rows.map(({ index, key, start }) => {
                const job = group.ids[index - headingAt - 1]
                if (job === undefined) return null
                const style = { transform: `translateY(${start - first.start}px)` }
                const place = { ref: measureElement, index, position: index - headingAt, of: group.ids.length, style }
                return (
                  <RowItem key={key} id={job} place={place}>
                    <UploadRow id={job} surroundings={rowsOf(group)} why={open.get(job)} />
                  </RowItem>
                )
              })}
            </ul>
          </div>
        )
      })}
    </div>
  )
}

function itemsOf(groups: readonly FailureGroup[]) {
  const keys: string[] = []
  const headings: number[] = []
  for (const { key, ids } of groups) {
    headings.push(keys.length)
    keys.push(key)
    for (const id of ids) keys.push(id)
  }
  return { keys, headings }
}

function itemOf(element: Element): string | null {
  const item = element.closest<HTMLElement>('[data-job], [data-group]')
  return item?.dataset['job'] ?? item?.dataset['group'] ?? null
}

function never(): boolean {
  return false
}
