/** A rule of an affix file: what may take it, what it takes away and puts there. */
type Rule = { strip: string; add: string; when: RegExp; further: string }
type Affix = { kind: 'PFX' | 'SFX'; crosses: boolean; rules: Rule[] }

/** A word as a dictionary lists it, and every form its affixes make of it, by the affixes' names. */
export type Entry = { word: string; forms: { form: string; by: string }[] }

/** The entries of a Hunspell dictionary. `skip` names affixes that make other words, not forms of the same. */
export function readHunspell(aff: string, dic: string, skip: string): Entry[] {
  const affixes = readAffixes(aff)
  return dic
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s/)[0] ?? '')
    .filter(Boolean)
    .map((line) => entryOf(line, affixes, skip))
}

function readAffixes(aff: string): Map<string, Affix> {
  const affixes = new Map<string, Affix>()
  for (const line of aff.split('\n')) {
    const [kind, flag = '', strip = '', add = '', condition = '.'] = line.trim().split(/\s+/)
    if (kind !== 'PFX' && kind !== 'SFX') continue
    const known = affixes.get(flag)
    if (!known) affixes.set(flag, { kind, crosses: strip === 'Y', rules: [] })
    else known.rules.push(ruleOf(kind, strip, add, condition))
  }
  return affixes
}

function ruleOf(kind: string, strip: string, add: string, condition: string): Rule {
  const [text = '', further = ''] = add.split('/')
  const when = new RegExp(kind === 'SFX' ? `${condition}$` : `^${condition}`, 'u')
  return { strip: strip === '0' ? '' : strip, add: text === '0' ? '' : text, when, further }
}

function entryOf(line: string, affixes: Map<string, Affix>, skip: string): Entry {
  const [word = '', flags = ''] = line.split('/')
  const used = [...flags].filter((flag) => !skip.includes(flag))
  const suffixed = used.flatMap((flag) => applied(word, flag, affixes.get(flag), 'SFX'))
  const all = [...suffixed]
  for (const flag of used)
    for (const { form, by } of [{ form: word, by: '' }, ...suffixed])
      all.push(...applied(form, `${flag}${by}`, affixes.get(flag), 'PFX'))
  return { word, forms: all }
}

function applied(word: string, by: string, affix: Affix | undefined, kind: Affix['kind']): Entry['forms'] {
  if (affix?.kind !== kind) return []
  return affix.rules
    .filter(({ when, strip }) => when.test(word) && (kind === 'SFX' ? word.endsWith(strip) : word.startsWith(strip)))
    .map(({ strip, add }) => ({
      form: kind === 'SFX' ? word.slice(0, word.length - strip.length) + add : add + word.slice(strip.length),
      by,
    }))
}
