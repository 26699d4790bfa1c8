import { partsOf, type NamePart } from './hidden-characters.ts'
import { isRightToLeft } from './right-to-left.ts'
import styles from './OutsideText.module.css'

interface OutsideTextProps {
  readonly text: string
  /** Texts to mark wherever the name has them, in any case. */
  readonly marked?: readonly string[] | undefined
}

/**
 * A name from outside (of a file, document or person), with hidden characters made visible and its direction isolated. The
 * extension of a file name is always shown last.
 */
export function OutsideText({ text, marked = [] }: OutsideTextProps) {
  if (!isRightToLeft(text)) return <Isolated text={text} marked={marked} />
  const [, stem = text, ending = ''] = /^(.*?)(\.[\w-]{1,12})?$/su.exec(text) ?? []
  return (
    <span dir="ltr" className={styles['isolated']}>
      <Isolated text={stem} marked={marked} />
      <Isolated text={ending} marked={marked} />
    </span>
  )
}

function Isolated({ text, marked }: Required<OutsideTextProps>) {
  return (
    <bdi>
      {partsOf(text).map((part, at) => (
        <Part key={at} {...part} marked={marked} />
      ))}
    </bdi>
  )
}

function Part({ text, isSign, marked }: NamePart & Required<OutsideTextProps>) {
  if (isSign) return <span className={styles['sign']}>{text}</span>
  const hits = (marked ?? [])
    .filter((hit) => hit !== '')
    .map((hit) => hit.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`))
  if (hits.length === 0) return text
  return text
    .split(new RegExp(`(${hits.join('|')})`, 'giu'))
    .map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))
}
