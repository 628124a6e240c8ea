import type { Place } from './facts.ts'

export type LinkFound = Place & { host: string }

/** Endings that are domains, when a bare word with a dot may be a link: `cheap-likes.shop`, not `end.Then`. */
const endings =
  'com|net|org|info|biz|io|co|me|ru|su|рф|ua|укр|bg|бг|se|cz|pl|sk|de|eu|uk|us|by|kz|top|xyz|shop|store|site|online|club|live|vip|pro|app|dev|link|click|ly|gl|gg|tv|cc|to|gd|tk|ml|ga|cf|space|website|fun|icu|work|loan|win|bet|casino|porn|sex|xxx|ws|ai|im'
const pattern = new RegExp(
  `https?:\\/\\/[^\\s<>"']+|(?<![\\p{L}\\p{N}@._-])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+(?:${endings})(?![\\p{L}\\p{N}])(?:\\/[^\\s<>"']*)?`,
  'giu',
)
/** `cheap dot shop`, `cheap[.]shop`, `hxxps://`: links made unreadable for machines. */
const defanged =
  /\bhxxps?:\/\/[^\s]+|[\p{L}\p{N}-]{2,}\s?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\(точка\)|\[точка\])\s?\p{L}{2,}/giu

export function linksIn(text: string): LinkFound[] {
  const links: LinkFound[] = []
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const link = found.replace(/[.,!?;:)\]»”]+$/u, '')
    const host = hostOf(link.includes('://') ? link : `http://${link}`)
    if (host) links.push({ host, from: index, to: index + link.length })
  }
  for (const { 0: found, index } of text.matchAll(defanged)) {
    const plain = found
      .replace(/^hxxp/i, 'http')
      .replace(/\s?(\[\.\]|\(\.\)|\[dot\]|\(dot\)|[([]точка[)\]])\s?/giu, '.')
    const host = hostOf(plain.includes('://') ? plain : `http://${plain}`)
    if (host && !links.some((one) => one.from <= index && index < one.to))
      links.push({ host, from: index, to: index + found.length })
  }
  return links
}

const hostOf = (address: string) =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined

/** `a.example` means its subdomains too; `https://a.example/x` is understood as its host. */
export function isWithin(host: string, domain: string): boolean {
  const wanted = hostOf(/^[a-z]+:\/\//i.test(domain) ? domain : `http://${domain}`)
  return wanted !== undefined && (host === wanted || host.endsWith(`.${wanted}`))
}
