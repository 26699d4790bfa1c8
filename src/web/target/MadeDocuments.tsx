import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetNotice.module.css'

/** Documents created here while the person chose another one, with a button to use them. */
export function MadeDocuments({ chosen: { made, pick, forgetMade } }: { readonly chosen: ChosenTarget }) {
  const { made: say } = useQueueMessages()
  const { messages } = useI18n()
  return made.map((document, at) => {
    const { link } = document
    const title = document.title === '' ? messages.families.docx.untitled : document.title
    return (
      <div key={link ?? at} role="status" className={styles['notice']}>
        <p>{link === null ? say.unanswered(title) : say.stands(title)}</p>
        <div className={styles['ways']}>
          {link !== null && (
            <button
              type="button"
              className="button button-small"
              onClick={() => {
                forgetMade(document)
                pick(link, document.title)
              }}
            >
              {say.use(title)}
            </button>
          )}
          <button type="button" className="button-quiet button-small" onClick={() => forgetMade(document)}>
            {messages.reload.close}
          </button>
        </div>
      </div>
    )
  })
}
