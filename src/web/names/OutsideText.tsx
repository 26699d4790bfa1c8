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
  if (!isRightToLeft(text)) return <Isolated parts={partsOf(text)} marked={marked} />
  const [, stem = text, ending = ''] = /^(.*?)(\.[\w-]{1,12})?$/su.exec(text) ?? []
  return (
    <span dir="ltr" className={styles['isolated']}>
      <Isolated parts={partsOf(stem)} marked={marked} />
      <Isolated parts={partsOf(ending)} marked={marked} />
    </span>
  )
}

interface IsolatedProps {
  readonly parts: readonly NamePart[]
  readonly marked?: readonly string[] | undefined
}

/** Parts of a name, isolated from the direction of the text around them. */
export function Isolated({ parts, marked }: IsolatedProps) {
  return (
    <bdi>
      {parts.map((part, at) => (
        <Part key={at} {...part} marked={marked} />
      ))}
    </bdi>
  )
}

function Part({ text, isSign, marked }: NamePart & Pick<IsolatedProps, 'marked'>) {
  if (isSign) return <span className={styles['sign']}>{text}</span>
  const hits = (marked ?? [])
    .filter((hit) => hit !== '')
    .map((hit) => hit.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`))
  if (hits.length === 0) return text
  return text
    .split(new RegExp(`(${hits.join('|')})`, 'giu'))
    .map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))
}
