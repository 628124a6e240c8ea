/** Forms of nouns that the dictionary lists as words of their own, or not at all: *сътрудник – сътрудници, вятърът – вятъра*. */
export function withBulgarianNouns(words: string[][]): string[][] {
  return words.map((forms) => [...new Set([...forms, ...forms.flatMap(shortArticle), ...softened(forms[0] ?? '')])])
}

const shortArticle = (form: string) =>
  /[^аеиоуъюя]ът$/.test(form) ? [`${form.slice(0, -2)}а`] : /[ая]ят$/.test(form) ? [form.slice(0, -1)] : []

const softened = (base: string) => (/[иа]к$/.test(base) ? ['ци', 'ците'].map((end) => base.slice(0, -1) + end) : [])
