type Named = { id: string; name: string; handle: string }

/** The page on which a person agrees or not; a plain form, so that it works in any browser. */
export const consentPage = {
  refused: (title: string, why: string) => page(title, `<p>${plainly(why)}</p>`),
  asking: (title: string, scopes: string[], accounts: Named[], query: Record<string, string | string[]>) => {
    const kept = Object.entries(query)
      .filter(([name]) => name !== 'decision' && name !== 'account')
      .map(([name, value]) => `<input type="hidden" name="${plainly(name)}" value="${plainly(String(value))}">`)
    const chosen = accounts.map(
      (one) => `<option value="${plainly(one.id)}">${plainly(one.name)} (${plainly(one.handle)})</option>`,
    )
    const rights = scopes.map((scope) => `<li><code>${plainly(scope)}</code></li>`)
    return page(
      title,
      `<form method="get">${kept.join('')}<ul>${rights.join('')}</ul><select name="account">${chosen.join('')}</select>
      <button name="decision" value="allow">Authorize</button> <button name="decision" value="deny">Cancel</button></form>`,
    )
  },
}

/** A bare page for people, in any browser. */
export const page = (title: string, body: string) =>
  `<!doctype html><meta charset="utf-8"><title>${plainly(title)}</title><style>body{font:16px system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}</style><h1>${plainly(title)}</h1>${body}`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Names as they are, never as markup. */
export const plainly = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
