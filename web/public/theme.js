// Sets theme, density, text size and language before the first paint, so that nothing flashes; and asks at once for the
// files that the address will need. A file of its own because the content security policy allows no inline script.
// The key and shape are web/preferences.ts; the list of files is written by web/vite.config.ts.
;(() => {
  let kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('amends.preferences') ?? '{}') ?? {}
  } catch {
    // Storage may be switched off or hold something foreign; the defaults do.
  }
  const root = document.documentElement
  const dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  const browser = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.density = kept.density === 'compact' ? 'compact' : 'comfortable'
  root.dataset.textSize = ['small', 'large', 'larger'].includes(kept.textSize) ? kept.textSize : 'medium'
  root.lang = kept.language === 'en' || kept.language === 'zh-CN' ? kept.language : browser

  const parts = JSON.parse(document.querySelector('meta[name=amends-parts]')?.content ?? '{}')
  const page = location.pathname.split('/')[1] || 'home'
  for (const file of new Set([...(parts[root.lang] ?? []), ...(parts[page] ?? [])])) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = `/${file}`
    document.head.append(link)
  }
})()
