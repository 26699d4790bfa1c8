// For development only: `npx vite`, then /src/web/testing/samples/. Not a part of the build.
import '../../shell/tokens.css'
import '../../shell/base.css'
import { createRoot } from 'react-dom/client'
import { SamplesPage } from './SamplesPage.tsx'

const root = document.getElementById('root')
if (root) createRoot(root).render(<SamplesPage address={new URL(location.href)} />)
