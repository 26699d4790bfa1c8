import styles from './PersonMenu.module.css'

/** A person's picture: an initial. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className={styles['avatar']} aria-hidden>
      {initialOf(name)}
    </span>
  )
}

/** Initial for the avatar: Chinese names by their last character, others by the first letter. */
function initialOf(name: string): string {
  const characters = Array.from(name.trim())
  const last = characters.at(-1) ?? ''
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
}
