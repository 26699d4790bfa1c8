import { Isolated, OutsideText } from './OutsideText.tsx'
import { cutOf, cutParts } from './cut-name.ts'
import styles from './CutName.module.css'

/** The name of a file on one line, cut in the middle where there is no room: names of a series differ at their ends. */
export function CutName({ name }: { readonly name: string }) {
  const cut = cutOf(name)
  if (cut === null) return <OutsideText text={name} />
  const [start, end] = cutParts(name, cut)
  return (
    <>
      <span className="visually-hidden">
        <OutsideText text={name} />
      </span>
      <span aria-hidden className={styles['cut']}>
        <span className={styles['start']}>
          <Isolated parts={start} />
        </span>
        <span className={styles['end']}>
          <Isolated parts={end} />
        </span>
      </span>
    </>
  )
}
