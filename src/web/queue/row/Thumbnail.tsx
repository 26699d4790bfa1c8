import { useEffect, useRef, useState } from 'react'
import { File, FileArchive, FileMusic, FilePlay, FileSpreadsheet, FileText, Image } from 'lucide-react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import { drawThumbnail } from './draw-thumbnail.ts'
import { fileKindOf } from './file-kind.ts'
import styles from './Thumbnail.module.css'

const icons = {
  picture: Image,
  video: FilePlay,
  sound: FileMusic,
  archive: FileArchive,
  table: FileSpreadsheet,
  text: FileText,
  other: File,
} as const

/** Twice the displayed size, for high-density screens. */
const sidePixels = 72

interface ThumbnailProps extends Pick<Job, 'contents'> {
  readonly file: SourceFile
}

export function Thumbnail({ file, contents }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isDrawn, setDrawn] = useState(false)
  const kind = fileKindOf(file.name, file.type, contents)
  const Icon = icons[kind]

  useEffect(() => {
    if (kind !== 'picture' || !canvas.current) return
    const stop = new AbortController()
    void drawThumbnail(file, canvas.current, stop.signal).then((drawn) => {
      if (!stop.signal.aborted) setDrawn(drawn)
    })
    return () => stop.abort()
  }, [file, kind])

  return (
    <span className={styles['thumbnail']} data-kind={kind} aria-hidden>
      {!isDrawn && <Icon size={16} />}
      {kind === 'picture' && <canvas ref={canvas} width={sidePixels} height={sidePixels} hidden={!isDrawn} />}
    </span>
  )
}
