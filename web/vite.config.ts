import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { onlyOurLocales } from './build/only-our-locales.ts'
import { precompress } from './build/precompress.ts'
import { words } from './build/words.ts'

const server = process.env.RIALTO_DEV_SERVER ?? 'http://127.0.0.1:4400'

/** The API's addresses, and not our own `web/api/*.ts`. */
const ofTheDesk = '^/api/(?!.*\\.ts(?:\\?|$))'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  plugins: [react(), words(join(import.meta.dirname, '..')), onlyOurLocales(), precompress()],
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:5]' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: true,
    // What a dozen screens share travels as one file: fewer headers on the wire, better compressed.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 12 }] } } },
  },
  server: { port: 4401, strictPort: true, fs: { allow: ['..'] }, proxy: { [ofTheDesk]: server } },
})
