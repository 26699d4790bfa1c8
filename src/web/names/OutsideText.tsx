import { partsOf, type NamePart } from './hidden-characters.ts'
import styles from './OutsideText.module.css'

/** Letters that are written from right to left. */
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * A name from outside (of a file, a document, a person) as people see it: what is hidden in it shows as signs, and its direction
 * stays its own. The ending of a file's name stands last, whatever stands before it.
 */
export function OutsideText({ text }: { readonly text: string }) {
  if (!rightToLeft.test(text)) return <Isolated text={text} />
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
