import { useEffect, useRef, useState } from 'react'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { Formats } from '../../i18n/formats.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'
import { DialogButtons, ModalDialog } from '../../shell/ModalDialog.tsx'
import { alterPicture, isAlterable, type AlteringTools, type ImageOptions } from './alter-picture.ts'
import { alterWaiting, type AlteredPictures } from './alter-waiting.ts'
import styles from './ImageOptionsDialog.module.css'

interface ImageOptionsDialogProps {
  readonly uploads: Uploads
  readonly tools: AlteringTools
  readonly onClose: () => void
}

const sides = [1280, 1920, 2560, 3840]
const usualSide = 2560

const off: ImageOptions = { longestSide: null, strips: false, converts: false }

/** What may be done to pictures that wait. Nothing is, unless a person chooses it here. */
export function ImageOptionsDialog({ uploads, tools, onClose }: ImageOptionsDialogProps) {
  const { formats } = useI18n()
  const { imageOptions: say } = useQueueMessages()
  const [options, setOptions] = useState(off)
  const { run, looked, altered, isRunning } = useAltering(uploads, tools)
  const change = (part: Partial<ImageOptions>) => setOptions({ ...options, ...part })
  const { longestSide, strips, converts } = options
  const ids = uploads.getSnapshot().ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && isAlterable(job, options)
  })
  const isAny = longestSide !== null || strips || converts
  return (
    <ModalDialog
      heading={say.title}
      description={<p>{say.what}</p>}
      size="narrow"
      isBusy={isRunning}
      onDismiss={onClose}
    >
      <fieldset className={styles['options']} disabled={isRunning}>
        <label>
          <input
            type="checkbox"
            checked={longestSide !== null}
            onChange={({ target }) => change({ longestSide: target.checked ? usualSide : null })}
          />
          <span>{say.shrink}</span>
        </label>
        {longestSide !== null && (
          <label className={styles['side']}>
            <span>{say.longestSide}</span>
            <select value={longestSide} onChange={({ target }) => change({ longestSide: Number(target.value) })}>
              {sides.map((side) => (
                <option key={side} value={side}>
                  {say.pixels(String(side))}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <input type="checkbox" checked={strips} onChange={({ target }) => change({ strips: target.checked })} />
          <span>{say.strip}</span>
        </label>
        <label>
          <input type="checkbox" checked={converts} onChange={({ target }) => change({ converts: target.checked })} />
          <span>{say.convert}</span>
        </label>
      </fieldset>
      <p role="status" className={styles['status']}>
        {isRunning && <span>{say.looking(formats.number(looked), formats.number(ids.length))}</span>}
        {altered && <span>{resultText(altered, say, formats)}</span>}
      </p>
      <DialogButtons>
        <button
          type="button"
          className="button-primary"
          disabled={!isAny || isRunning || ids.length === 0}
          onClick={() => void run(ids, options)}
        >
          {say.apply(formats.number(ids.length))}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say.close}
        </button>
      </DialogButtons>
    </ModalDialog>
  )
}

function resultText(
  { count, savedBytes }: AlteredPictures,
  say: QueueMessages['imageOptions'],
  formats: Formats,
): string {
  // HEIC may grow as JPEG.
  return count === 0 ? say.none : say.done(formats.number(count), formats.size(Math.max(0, savedBytes)))
}

/** Closing the dialog ends it: what was not altered yet goes up as it is. */
function useAltering(uploads: Uploads, tools: AlteringTools) {
  const [looked, setLooked] = useState(0)
  const [altered, setAltered] = useState<AlteredPictures | null>(null)
  const [isRunning, setRunning] = useState(false)
  const end = useRef<AbortController>(null)
  useEffect(() => () => end.current?.abort(), [])
  const run = async (ids: readonly string[], options: ImageOptions) => {
    end.current = new AbortController()
    const { signal } = end.current
    setAltered(null)
    setLooked(0)
    setRunning(true)
    const done = await alterWaiting(ids, {
      uploads,
      options,
      alter: (job) => alterPicture(job, options, tools),
      onProgress: setLooked,
      signal,
    })
    setRunning(false)
    setAltered(done)
  }
  return { run, looked, altered, isRunning }
}
