import { useEffect } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import styles from './Brand.module.css'

/** The product's name, on the page and in the tab's title, which a queue prefixes with its progress (tab-title.ts). */
export function Brand() {
  const { name } = useI18n().messages.product
  useEffect(() => {
    document.title = name
  }, [name])
  return (
    <h1 className={styles['brand']}>
      <Logo />
      <span>{name}</span>
    </h1>
  )
}

/** The drawing of `public/favicon.svg`, in the page itself: a file would come later than the name beside it. */
function Logo() {
  return (
    <svg viewBox="0 0 32 32" width={28} height={28} aria-hidden>
      <rect width="32" height="32" rx="8" className={styles['ground']} />
      <path d="M16 6.5v10m0 0 4.2-4.2M16 16.5l-4.2-4.2" className={styles['lines']} />
      <path d="M8 18.5v3.5a3 3 0 0 0 3 3h10a3 3 0 0 0 3-3v-3.5" className={styles['lines']} />
    </svg>
  )
}
