import { partsOf, type NamePart } from './hidden-characters.ts'
import { isRightToLeft } from './right-to-left.ts'
import styles from './OutsideText.module.css'

/**
 * A name from outside (of a file, document or person), with hidden characters made visible and its direction isolated. The
 * extension of a file name is always shown last.
 */
export function OutsideText({ text }: { readonly text: string }) {
  if (!isRightToLeft(text)) return <Isolated text={text} />
  const [, stem = text, ending = ''] = /^(.*?)(\.[\w-]{1,12})?$/su.exec(text) ?? []
  return (
    <span dir="ltr" className={styles['isolated']}>
      <Isolated text={stem} />
      <Isolated text={ending} />
    </span>
  )
}

function Isolated({ text }: { readonly text: string }) {
  return <bdi>{partsOf(text).map(Part)}</bdi>
}

function Part({ text, isSign }: NamePart, at: number) {
  return isSign ? (
    <span key={at} className={styles['sign']}>
      {text}
    </span>
  ) : (
    text
  )
}
