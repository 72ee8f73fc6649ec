import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { showLanguage } from './i18n/text.ts'
import { preferences } from './preferences.ts'
import { router } from './router.tsx'

// The words and the first page are fetched side by side; nothing is shown before there are words to show.
void router.load()
await showLanguage(preferences().language)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
