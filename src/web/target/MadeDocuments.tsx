import { useSpeech, useQueueWords } from '../i18n/speech.ts'
import type { ChosenTarget } from './use-target.ts'
import styles from './TargetNotice.module.css'

/** Documents that were made here while something else was wished for: told, and at hand. */
export function MadeDocuments({ chosen: { made, pick, forgetMade } }: { readonly chosen: ChosenTarget }) {
  const { made: say } = useQueueWords()
  const { words } = useSpeech()
  return made.map((document, at) => {
    const { link } = document
    const title = document.title === '' ? words.kinds.docx.untitled : document.title
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
            {words.reload.close}
          </button>
        </div>
      </div>
    )
  })
}
