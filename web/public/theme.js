// Sets theme, density, text size and language before the first paint, so that nothing flashes.
// A file of its own because the content security policy allows no inline script. The key and shape are web/preferences.ts.
;(() => {
  let kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('amends.preferences') ?? '{}') ?? {}
  } catch {
    // Storage may be switched off or hold something foreign; the defaults do.
  }
  const root = document.documentElement
  const dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.density = kept.density === 'compact' ? 'compact' : 'comfortable'
  root.dataset.textSize = ['small', 'large', 'larger'].includes(kept.textSize) ? kept.textSize : 'medium'
  root.lang = kept.language === 'en' ? 'en' : 'zh-CN'
})()
