import { OutsideText } from './OutsideText.tsx'
import { cutName } from './cut-name.ts'
import styles from './CutName.module.css'

/** The name of a file on one line, cut in the middle where there is no room: names of a series differ at their ends. */
export function CutName({ name }: { readonly name: string }) {
  const pieces = cutName(name)
  if (!pieces) return <OutsideText text={name} />
  return (
    <>
      <span className="visually-hidden">
        <OutsideText text={name} />
      </span>
      <span aria-hidden className={styles['cut']}>
        <span className={styles['start']}>
          <OutsideText text={pieces.start} />
        </span>
        <span className={styles['end']}>
          <OutsideText text={pieces.end} />
        </span>
      </span>
    </>
  )
}
