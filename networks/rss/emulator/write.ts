export type Told = { id: string; title: string; html: string; at: string }
export type Site = { handle: string; title: string; items: Told[] }
type Around = { site: string; next: string | undefined }
type Written = { body: string; headers: Record<string, string> }

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The news of a site in one of the forms of a feed. */
export function written(format: string, told: Site, around: Around): Written {
  const write = forms[format] ?? rss
  return write(told, around)
}

const rss = ({ handle, title, items }: Site, { site, next }: Around): Written => ({
  headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${safe(title)}</title><link>${site}/sites/${handle}</link><description>News of ${safe(title)}</description><language>en</language>
${next ? `<atom:link rel="next" href="${safe(next)}"/>` : ''}
${items
  .map(
    (
      one,
    ) => `<item><guid isPermaLink="false">${one.id}</guid><title>${safe(one.title)}</title><link>/rss/sites/${handle}?p=${one.id}</link>
<pubDate>${new Date(one.at).toUTCString()}</pubDate><content:encoded><![CDATA[${one.html}]]></content:encoded>
<enclosure url="${site}/pictures/${one.id}.png" type="image/png" length="10"/></item>`,
  )
  .join('\n')}
</channel></rss>`,
})

const atom = ({ handle, title, items }: Site, { site, next }: Around): Written => ({
  headers: { 'content-type': 'application/atom+xml' },
  body: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>${safe(title)}</title>
<subtitle>News of ${safe(title)}</subtitle><link href="${site}/sites/${handle}"/>${next ? `<link rel="next" href="${safe(next)}"/>` : ''}
${items
  .map(
    (
      one,
    ) => `<entry><id>${one.id}</id><title>${safe(one.title)}</title><link href="/rss/sites/${handle}?p=${one.id}"/><updated>${one.at}</updated>
<author><name>${safe(title)}</name></author><content type="html">${safe(one.html)}</content>
<link rel="enclosure" type="image/png" href="${site}/pictures/${one.id}.png"/></entry>`,
  )
  .join('\n')}</feed>`,
})

const rdf = ({ handle, title, items }: Site, { site }: Around): Written => ({
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="${site}"><title>${safe(title)}</title><link>${site}/sites/${handle}</link><description>News of ${safe(title)}</description></channel>
${items
  .map(
    (
      one,
    ) => `<item rdf:about="${one.id}"><title>${safe(one.title)}</title><link>${site}/sites/${handle}?p=${one.id}</link>
<dc:date>${one.at}</dc:date><description>${safe(one.html)}</description></item>`,
  )
  .join('\n')}</rdf:RDF>`,
})

const json = ({ handle, title, items }: Site, { site, next }: Around): Written => ({
  headers: { 'content-type': 'application/feed+json' },
  body: JSON.stringify({
    ...{ version: 'https://jsonfeed.org/version/1.1', title, home_page_url: `${site}/sites/${handle}` },
    ...{ description: `News of ${title}`, language: 'en', ...(next ? { next_url: next } : {}) },
    items: items.map((one) => ({
      ...{ id: one.id, title: one.title, url: `${site}/sites/${handle}?p=${one.id}`, content_html: one.html },
      ...{ date_published: one.at, attachments: [{ url: `${site}/pictures/${one.id}.png`, mime_type: 'image/png' }] },
    })),
  }),
})

const forms: Record<string, (told: Site, around: Around) => Written> = { rss, atom, rdf, json }
