import { inSyntax, type RichText, type Syntax } from '../../rich-text.ts'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '[': '&#91;' }

/** Safe between tags. */
export const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (sign) => signs[sign] ?? sign)
/** Safe between the quotes of an attribute; as little a command as `escapeBrackets` leaves. */
export const escapeAttribute = (text: string): string => text.replace(/[&<>"[]/g, (sign) => signs[sign] ?? sign)
/** As `escapeHtml`, and what stands in square brackets is never taken for a command of the site. */
export const escapeBrackets = (text: string): string => text.replace(/[&<>[]/g, (sign) => signs[sign] ?? sign)

/** One paragraph as HTML, without the `<p>` around it. */
export function htmlOf(paragraph: RichText, literally = escapeHtml): string {
  const syntax: Syntax = {
    escape: (text) => literally(text).replaceAll('\n', '<br>'),
    bold: (inner) => `<strong>${inner}</strong>`,
    italic: (inner) => `<em>${inner}</em>`,
    underline: (inner) => `<u>${inner}</u>`,
    strike: (inner) => `<s>${inner}</s>`,
    code: (inner) => `<code>${literally(inner)}</code>`,
    link: (inner, target) => `<a href="${escapeAttribute(target)}">${inner}</a>`,
  }
  return inSyntax(paragraph, syntax)
}
