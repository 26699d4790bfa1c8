import { useSpeech } from '../words/speech.ts'
import styles from './Brand.module.css'

export function Brand() {
  const { words } = useSpeech()
  return (
    <h1 className={styles['brand']}>
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <span>{words.product.name}</span>
    </h1>
  )
}
