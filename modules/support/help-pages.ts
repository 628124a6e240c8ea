import { createHash } from 'node:crypto'
import { notFound } from '../../kernel/failure.ts'
import type { Locale } from '../../kernel/i18n.ts'
import type { World } from '../../kernel/world.ts'
import { type BrandRow, brandOf } from '../brand/index.ts'
import { type Download, wordsIn } from '../team/index.ts'
import { type ArticleRow, addressOf, articlesOf, type VersionRow } from './articles.ts'
import { chooseLanguage } from './choose-language.ts'
import { articleHtml, articleText, safe } from './render-article.ts'

type Shown = { article: ArticleRow; version: VersionRow }

/** All published articles of a brand, as one plain page for everybody. */
export async function helpIndex(world: World, brandId: string, wanted: (string | null)[]): Promise<Download> {
  const { brand, shown } = await published(world, brandId, wanted)
  const language = chooseLanguage([...new Set(shown.map(({ version }) => version.language))], wanted) ?? brand.language
  const title = wordsIn(language).say('support.help.title', { brand: brand.name })
  const topics = Map.groupBy(shown, ({ article }) => article.topic)
  const lists = [...topics].map(([topic, of]) => {
    const links = of.map(
      ({ article, version }) =>
        `<li><a href="${safe(pathOf(article, version.language))}"${langOf(version, language)}>${safe(version.title)}</a></li>`,
    )
    return `${topic ? `<h2>${safe(topic)}</h2>` : ''}<ul>${links.join('')}</ul>`
  })
  const canonical = `${world.config.publicUrl}/help/${brandId}`
  return page({
    brand,
    language,
    title,
    canonical,
    description: title,
    links: '',
    body: `<h1>${safe(title)}</h1>${lists.join('')}`,
  })
}

/** One article, in the language asked for or the nearest there is, with links to its other languages. */
export async function helpPage(
  world: World,
  { brandId, slug }: { brandId: string; slug: string },
  wanted: (string | null)[],
): Promise<Download> {
  const { brand, shown } = await published(world, brandId, wanted)
  const found = shown.find(({ article }) => article.slug === slug)
  if (!found) throw notFound('support.noArticle')
  const { article, version } = found
  const others = article.versions.filter((one) => one.published)
  const address = (language: string) => safe(addressOf(world, article, language))
  const links = others
    .map(({ language }) => `<link rel="alternate" hreflang="${safe(language)}" href="${address(language)}">`)
    .join('')
  const { say } = wordsIn(version.language)
  const languages = others.map(({ language }) =>
    language === version.language
      ? `<span aria-current="true">${safe(nameOf(language))}</span>`
      : `<a href="${safe(pathOf(article, language))}" hreflang="${safe(language)}" lang="${safe(language)}">${safe(nameOf(language))}</a>`,
  )
  const nav =
    others.length > 1 ? `<nav aria-label="${safe(say('support.help.languages'))}">${languages.join(' · ')}</nav>` : ''
  const back = `<p><a href="/help/${brandId}?lang=${safe(version.language)}">${safe(say('support.help.title', { brand: brand.name }))}</a></p>`
  const changed = new Intl.DateTimeFormat(version.language, { dateStyle: 'long', timeZone: brand.zone }).format(
    version.changedAt,
  )
  const foot = `<p class="dim">${safe(say('support.help.changed', { date: changed }))}</p>`
  const body = `${back}${nav}<article><h1>${safe(version.title)}</h1>${articleHtml(version.body)}${foot}</article>`
  const description = articleText(version.body).replace(/\s+/g, ' ').slice(0, 160)
  return page({
    ...{
      brand,
      language: version.language,
      title: version.title,
      canonical: addressOf(world, article, version.language),
    },
    ...{ description, links, body },
  })
}

async function published(world: World, brandId: string, wanted: (string | null)[]) {
  const brand = await brandOf(world.db, brandId)
  const shown = (await articlesOf(world.db, brandId)).flatMap((article): Shown[] => {
    const there = article.versions.filter((one) => one.published)
    const language = chooseLanguage(
      there.map((one) => one.language),
      [...wanted, brand.language, 'en'],
    )
    const version = there.find((one) => one.language === language)
    return version ? [{ article, version }] : []
  })
  if (shown.length === 0) throw notFound('support.noArticle')
  return { brand, shown }
}

const pathOf = ({ brandId, slug }: ArticleRow, language: string) =>
  `/help/${brandId}/${slug}?lang=${encodeURIComponent(language)}`
const langOf = (version: VersionRow, page: string) =>
  version.language === page ? '' : ` lang="${safe(version.language)}"`

/** Of a language in itself: "български". */
function nameOf(language: string): string {
  return new Intl.DisplayNames(language as Locale, { type: 'language' }).of(language) ?? language
}

type PageParts = {
  brand: BrandRow
  language: string
  title: string
  canonical: string
  description: string
  links: string
  body: string
}

function page({ brand, language, title, canonical, description, links, body }: PageParts): Download {
  const style = `${look}:root{--brand:${brand.color}}`
  const html = `<!doctype html><html lang="${safe(language)}"><head><meta charset="utf-8"><title>${safe(title)} – ${safe(brand.name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="${safe(description)}">
<meta name="robots" content="index, follow"><link rel="canonical" href="${safe(canonical)}">${links}<style>${style}</style></head>
<body><main>${body}</main></body></html>`
  return {
    ...{ download: Buffer.from(html), type: 'text/html; charset=utf-8', inline: true },
    headers: {
      'cache-control': 'public, max-age=300',
      vary: 'accept-language',
      // Nothing on this page runs: whatever a writer smuggled in, no script, frame, form or foreign file is taken.
      'content-security-policy': `default-src 'none'; style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

const look = `:root{color-scheme:light dark;--ink:light-dark(#1f1c17,#f1ece2);--dim:light-dark(#5c5547,#b3aa9b);--paper:light-dark(#fcfaf5,#1d1b18);--line:light-dark(#ddd4c3,#37332d)}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;border-top:.375rem solid var(--brand)}
main{max-width:42rem;margin:auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}h1{font-size:2rem;line-height:1.2;text-wrap:balance}h2{margin-top:2rem}
a{color:inherit;text-underline-offset:.2em}nav{margin:1rem 0}nav span{font-weight:600}li{margin:.35rem 0}code{background:var(--line);padding:0 .25em;border-radius:.25em}
.dim{color:var(--dim);font-size:.9rem;margin-top:3rem}a:focus-visible{outline:.1875rem solid;outline-offset:.1875rem;border-radius:.125rem}`
