import type { ApiDescription } from './openapi.ts'

/** The description of the API as one plain page, without any script or foreign address. */
export function docsPage(description: ApiDescription): string {
  const lines = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const byTag = Map.groupBy(lines, ({ operation }) => operation.tags[0] ?? '')
  const sections = [...byTag].map(([tag, of]) => `<h2>${safe(tag)}</h2>${of.map(entry).join('')}`)
  const about = description.info.description.split('\n\n').map((text) => `<p>${safe(text)}</p>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rialto API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><main><h1>Rialto API</h1>${about.join('')}
<p>For machines: <a href="/api/openapi.json">OpenAPI 3.1</a></p>${sections.join('')}</main></body></html>`
}

type Line = { path: string; method: string; operation: ApiDescription['paths'][string][string] }

function entry({ path, method, operation }: Line): string {
  const { summary, description, parameters, requestBody, responses } = operation
  const parts = { parameters, requestBody, responses }
  return `<details><summary><b>${method.toUpperCase()}</b> <code>${safe(path)}</code> <span>${safe(summary)}</span></summary>
<p>${safe(String(description))}</p><pre tabindex="0">${safe(JSON.stringify(parts, null, 2))}</pre></details>`
}

const safe = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0}
main{max-width:60rem;margin:auto;padding:1.5rem}details{border-bottom:1px solid #8886;padding:.4rem 0}
summary{cursor:pointer}summary b{display:inline-block;min-width:4.5rem}summary span{opacity:.85}
pre{overflow:auto;max-height:30rem;padding:1rem;background:#8882;border-radius:.4rem;font-size:.85rem}`
