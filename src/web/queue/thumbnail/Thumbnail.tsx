import { use, useEffect, useRef, useState } from 'react'
import { File, FileArchive, FileMusic, FilePlay, FileSpreadsheet, FileText, Image } from 'lucide-react'
import type { Job } from '../../../engine/job/job.ts'
import { badgeColours, clockOf, fileKindOf, lettersOf, type FileKind } from './file-kind.ts'
import { showThumbnail } from './show-thumbnail.ts'
import { ThumbnailsContext } from './thumbnails-context.ts'
import styles from './Thumbnail.module.css'

const icons = {
  picture: Image,
  video: FilePlay,
  sound: FileMusic,
  archive: FileArchive,
  word: FileText,
  table: FileSpreadsheet,
  slides: File,
  pdf: FileText,
  text: FileText,
  other: File,
} as const

/** More than twice the displayed size, for high-density screens. */
const sidePixels = 72

interface ThumbnailProps extends Pick<Job, 'id' | 'file' | 'contents'> {
  /** Length of a video, once it is known. The row has it as text too, since screen readers skip the thumbnail. */
  readonly lengthMs: number | null
  readonly onLength: (lengthMs: number) => void
}

/** A picture of the file's content if the browser can draw one; otherwise a badge that names its format. */
export function Thumbnail({ id, file, contents, lengthMs, onLength }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const kept = use(ThumbnailsContext)
  /** Null until drawing has been tried. */
  const [isDrawn, setDrawn] = useState<boolean | null>(null)
  const kind = fileKindOf(file.name, file.type, contents)
  const format = contents?.format ?? null
  const isPictured = kind === 'picture' || kind === 'video'
  const isTried = !isPictured || isDrawn !== null

  useEffect(() => {
    if (!isPictured || !canvas.current) return
    const stop = new AbortController()
    void showThumbnail({ id, file, kind, format }, canvas.current, kept, stop.signal).then((shown) => {
      if (stop.signal.aborted) return
      setDrawn(shown.isDrawn)
      if (shown.lengthMs !== null) onLength(shown.lengthMs)
    })
    return () => stop.abort()
  }, [id, file, kind, format, isPictured, kept, onLength])

  return (
    <span className={styles['thumbnail']} data-kind={kind} aria-hidden translate="no">
      {!(isPictured && isDrawn) && (
        <Badge kind={kind} letters={isTried ? lettersOf(kind, file.name, contents) : null} />
      )}
      {isPictured && <canvas ref={canvas} width={sidePixels} height={sidePixels} hidden={!isDrawn} />}
      {kind === 'video' && lengthMs !== null && <span className={styles['length']}>{clockOf(lengthMs)}</span>}
    </span>
  )
}

interface BadgeProps {
  readonly kind: FileKind
  /** Null where an icon is clearer. */
  readonly letters: string | null
}

function Badge({ kind, letters }: BadgeProps) {
  const Icon = icons[kind]
  if (letters === null || kind === 'other') return <Icon size={16} />
  return (
    <span
      className={styles['badge']}
      data-letters={letters.length}
      style={{ backgroundColor: `var(${badgeColours[kind]})` }}
    >
      {letters}
    </span>
  )
}
