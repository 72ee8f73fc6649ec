import { JSDOM } from 'jsdom'

const { window } = new JSDOM('')
const harmless = new Set(
  'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
)
const plain = new Set(
  'align alt bgcolor border cellpadding cellspacing color colspan dir face height lang rowspan size span start title type valign value width rel target data-folded data-attachment data-remote-src'.split(
    ' ',
  ),
)

/** What of the cleaned HTML, parsed anew as a browser would, is not on the list of what may be there. */
export function harmIn(html: string): string[] {
  const { body } = new window.DOMParser().parseFromString(html, 'text/html')
  return [...body.querySelectorAll('*')].flatMap((element) => [
    ...(harmless.has(element.localName) ? [] : [element.localName]),
    ...[...element.attributes]
      .filter((attribute) => !isHarmless(attribute.name, attribute.value))
      .map(({ name, value }) => `${name}=${value}`),
  ])
}

function isHarmless(name: string, value: string): boolean {
  if (name === 'href') return /^(?:https?:\/\/|mailto:|tel:)/i.test(value)
  if (name === 'src') return /^data:image\/(?:png|jpe?g|gif|webp);base64,/.test(value)
  if (name === 'style') return !/url|expression|@|position|behavior|binding|\\/i.test(value)
  return plain.has(name)
}
