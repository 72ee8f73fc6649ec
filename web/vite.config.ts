import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What every page behind the sign-in shows: one file instead of forty. What opens on a click stays out of it. */
const firstParts =
  /\/web\/(preferences|api\/(client|live|problem|queries)|i18n\/[a-z]+|keyboard\/(commands|hint|ime|match|registry)|shell\/(?!Shell)\w+|parts\/(?!places)\w+|ui\/(Avatar|Badge|Button|Card|classes|EmptyState|ErrorState|IconButton|Kbd|lazyLayer|Menu|Popover|Skeleton|Time|Toast|Tooltip))\.tsx?$/

/** The sources that each kind of first page needs besides the entry; `public/theme.js` picks by the address. */
const firstSources = {
  login: ['pages/login/LoginPage.tsx'],
  home: ['shell/Shell.tsx', 'pages/home/HomePage.tsx'],
  inbox: ['shell/Shell.tsx', 'pages/inbox/InboxPage.tsx'],
  orders: ['shell/Shell.tsx', 'pages/orders/OrdersPage.tsx'],
  customers: ['shell/Shell.tsx', 'pages/customers/CustomersPage.tsx'],
  settings: ['shell/Shell.tsx', 'pages/settings/SettingsPage.tsx'],
  'zh-CN': ['i18n/zh-CN/index.ts'],
  en: ['i18n/en/index.ts'],
} as const

/**
 * Writes into the page which files each first page needs, so that they are fetched at once and not only when the entry
 * has arrived and run. As data, because the content security policy allows no script in the page.
 */
function earlyParts(): Plugin {
  return {
    name: 'early-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
        const filesFor = (source: string): string[] => {
          const chunk = chunks.find((one) => one.facadeModuleId === here(source))
          return chunk ? [chunk.fileName, ...chunk.imports] : []
        }
        const parts = Object.entries(firstSources).map(([name, sources]) => [
          name,
          [...new Set(sources.flatMap(filesFor))],
        ])
        const content = JSON.stringify(Object.fromEntries(parts)).replaceAll('"', '&quot;')
        // Before the script that reads it, and after the charset, which must stand at the beginning.
        return html.replace('<script src="/theme.js">', `<meta name="amends-parts" content="${content}" />\n    $&`)
      },
    },
  }
}

/** Writes every text file of the build compressed beside itself, so that the server need not compress while it serves. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir) return
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|svg|html)$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const bytes = readFileSync(path)
        if (bytes.length < 1_024) continue
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      }
    },
  }
}

/** Builds the web into `dist/web`; `vite dev` hands `/api` on to a server on its usual port. */
export default defineConfig({
  root: here('.'),
  plugins: [react(), tailwindcss(), earlyParts(), compressed()],
  resolve: {
    // Radix locks the page's scrolling by writing a <style> element, which our content security policy forbids.
    // The page itself never scrolls here (only panes do), so the lock is replaced by nothing.
    alias: { 'react-remove-scroll': here('ui/noScrollLock.tsx') },
  },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // Few files rather than many: libraries that every page needs, and what all pages share of ours.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|openapi-fetch|@tanstack\/[a-z-]*(router|query|history|store)[a-z-]*)\//,
            },
            { name: 'layers', test: /node_modules\/(@radix-ui|radix-ui|@floating-ui|aria-hidden)\// },
            { name: 'icons', test: /node_modules\/lucide-react\//, minShareCount: 4 },
            { name: 'frame', test: firstParts },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 4401,
    // Our own sources in web/api/ are not the server's.
    proxy: { '^/api/(?!.*\\.tsx?(\\?|$))': { target: process.env.AMENDS_DEV_SERVER ?? 'http://127.0.0.1:4400' } },
  },
})
