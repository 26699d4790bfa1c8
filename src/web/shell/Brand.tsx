import { useEffect } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { ownPath } from '../gateway/own-path.ts'
import styles from './Brand.module.css'

/** The product's name, on the page and in the tab's title, which a queue prefixes with its progress (tab-title.ts). */
export function Brand() {
  const { name } = useI18n().messages.product
  useEffect(() => {
    document.title = name
  }, [name])
  return (
    <h1 className={styles['brand']}>
      <img src={ownPath('/favicon.svg')} alt="" width={28} height={28} />
      <span>{name}</span>
    </h1>
  )
}
