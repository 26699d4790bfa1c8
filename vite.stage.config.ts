import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The demo's stage (src/demo/stage): a page of its own, in a folder of its own. Nothing of it comes with the product. */
export default defineConfig({
  root: 'src/demo/stage',
  plugins: [react()],
  build: { outDir: '../../../dist/stage', emptyOutDir: true, target: 'es2022' },
})
