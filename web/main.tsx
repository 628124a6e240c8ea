import './ui/tokens.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { desk } from './api/ask.ts'
import { speak } from './i18n/spoken.ts'
import { firstLocale, WordsProvider } from './i18n/words.tsx'
import { router } from './shell/router.tsx'

const place = document.getElementById('root')
if (!place) throw new Error('the page has no #root')

await speak(firstLocale())

createRoot(place).render(
  <StrictMode>
    <WordsProvider>
      <QueryClientProvider client={desk}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </WordsProvider>
  </StrictMode>,
)
