import '@uppy/core/css/style.min.css'
import '@uppy/dashboard/css/style.min.css'
import { Uppy } from '@uppy/core'
import Dashboard from '@uppy/dashboard'

/**
 * Uppy's own Dashboard, set up as in its documentation. Thumbnails are off, since the benchmarks' files are not pictures and our page
 * draws none for them either.
 */
const uppy = new Uppy().use(Dashboard, {
  target: '#uppy',
  inline: true,
  width: '100%',
  height: 600,
  fileManagerSelectionType: 'both',
  disableThumbnailGenerator: true,
})

Object.assign(window, { uppy })
